import type { ResolvedResource, ResolvedStack } from "../../../terraform/resolved-stack";
import { merged, type Definition } from "./definition";
import { coverageWarnings } from "./deployment-coverage";
import { definitionFromBody } from "./from-body";
import { definitionFromResources } from "./from-resources";
import type { RestApi, Stage } from "./rest-api";
import { readStages } from "./stages";
import { checkResources } from "./resource-tree";
import { keysOfStage, type PlannedKey } from "./usage-plans";
import { refuseGuarded } from "./guards";
import { differences } from "./differences";

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
  checkResources(definition.resources);
  refuseGuarded(stack, resource, definition.methods);
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
    warnings: [...differences(stack, resource, definition.methods), ...coverageWarnings(stack, id)],
  };
}

function readDefinition(stack: ResolvedStack, api: ResolvedResource): Definition {
  const resources = definitionFromResources(stack, api);
  const body = api.string("body");
  return body === undefined ? resources : merged(definitionFromBody(api, body), resources);
}
