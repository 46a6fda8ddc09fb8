import type { ResolvedResource, ResolvedStack } from "../../../terraform/resolved-stack";
import { merged, type Definition } from "./definition";
import { refuse } from "../../common/definition-error";
import { coverageWarnings } from "./deployment-coverage";
import { definitionFromBody } from "./from-body";
import { definitionFromResources } from "./from-resources";
import type { RestApi, Stage } from "./rest-api";
import { readStages } from "./stages";
import { keysOfStage, keyValue, type PlannedKey } from "./usage-plans";

/** An API with all that serving it takes. */
export interface ServedApi {
  readonly api: RestApi;
  /** By stage name. */
  readonly stages: ReadonlyMap<string, ServedStage>;
  readonly warnings: readonly string[];
}

export interface ServedStage {
  readonly stage: Stage;
  /** The API keys that the stage takes, by value. */
  readonly keys: ReadonlyMap<string, PlannedKey>;
}

/**
 * Reads a REST API from a stack.
 * @throws Error that names the address of what would be answered otherwise than on AWS
 */
export function readServedApi(stack: ResolvedStack, resource: ResolvedResource): ServedApi {
  const id = resource.string("id") ?? "";
  const stages = readStages(stack, resource);
  const definition = readDefinition(stack, resource);
  refuseGuarded(stack, resource, definition);
  return {
    api: {
      address: resource.address,
      name: resource.string("name") ?? id,
      id,
      accountId: stack.accountId,
      region: stack.region,
      ...definition,
    },
    stages: new Map(
      stages.map((stage) => [stage.name, { stage, keys: keysOfStage(stack, id, stage.name) }]),
    ),
    warnings: [
      ...attributeWarnings(resource),
      ...keyWarnings(stack, definition),
      ...coverageWarnings(stack, id),
    ],
  };
}

function readDefinition(stack: ResolvedStack, api: ResolvedResource): Definition {
  const resources = definitionFromResources(stack, api);
  const body = api.string("body");
  return body === undefined ? resources : merged(definitionFromBody(api, body), resources);
}

/** What guards a method on AWS and isn't served here: to leave it open would be a lie. */
function refuseGuarded(stack: ResolvedStack, api: ResolvedResource, definition: Definition): void {
  for (const method of definition.methods) {
    if (method.authorization.toUpperCase() === "NONE") continue;
    const rule = "The local runner serves no authorizers yet: only NONE can be served.";
    refuse(method.address, "authorization", method.authorization, rule);
  }
  const id = api.string("id");
  const policies = stack
    .ofType("aws_api_gateway_rest_api_policy")
    .filter((policy) => policy.string("rest_api_id") === id);
  for (const guarded of [...(api.names().includes("policy") ? [api] : []), ...policies]) {
    throw new Error(
      `${guarded.address}: policy is set. The local runner evaluates no resource policies: remove it to serve the API locally.`,
    );
  }
  const source = (api.string("api_key_source") ?? "HEADER").toUpperCase();
  if (source !== "HEADER" && definition.methods.some((method) => method.apiKeyRequired)) {
    refuse(api.address, "api_key_source", source, "Only HEADER can be served locally.");
  }
}

const WITHOUT_EFFECT: Readonly<Record<string, string>> = {
  minimum_compression_size: "answers are not compressed",
  disable_execute_api_endpoint: "the API is served all the same",
};

function attributeWarnings(api: ResolvedResource): string[] {
  return Object.entries(WITHOUT_EFFECT)
    .filter(([name]) => api.names().includes(name) && api.value(name) !== false)
    .map(([name, effect]) => `${api.address}: ${name} has no effect locally: ${effect}.`);
}

function keyWarnings(stack: ResolvedStack, definition: Definition): string[] {
  if (!definition.methods.some((method) => method.apiKeyRequired)) return [];
  return stack
    .ofType("aws_api_gateway_api_key")
    .filter((key) => !key.names().includes("value"))
    .map((key) => `${key.address}: AWS generates its value; locally it is "${keyValue(key)}".`);
}
