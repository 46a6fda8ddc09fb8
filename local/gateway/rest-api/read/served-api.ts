import type { ResolvedResource, ResolvedStack } from "../../../terraform/resolved-stack";
import { readAll } from "../../common/unservable/read-all";
import { readDocument } from "../../common/open-api/read-document";
import type { JsonObject } from "../import";
import { deletedByImport, isMerged, refuseModelsOfBody } from "./beside-body";
import { merged, type Definition } from "./definition";
import { coverageWarnings } from "./deployment-coverage";
import { definitionFromBody, refuseUnservedBody } from "./from-body";
import { definitionFromResources } from "./from-resources";
import { importBody } from "./import-body";
import type { ServedApi } from "../model/served-api";
import { endpointTypeOf, readStages } from "./stages";
import { resourcePolicyOf } from "./resource-policy";
import { checkResources } from "./resource-tree";
import { keysOfStage } from "../../common/usage-plans/keys-of-stage";
import { keySourceOf, refuseGuarded } from "./guards";
import { differences } from "./differences";

/**
 * Reads a REST API from a stack.
 * @throws UnservableError when the API as a whole can't be served as on AWS
 */
export function readServedApi(stack: ResolvedStack, resource: ResolvedResource): ServedApi {
  const id = resource.string("id") ?? "";
  const [stages, { definition, document, warnings }] = readAll(
    () => readStages(stack, resource),
    () => readServableDefinition(stack, resource),
  );
  return {
    api: {
      address: resource.address,
      name: resource.string("name") ?? id,
      id,
      accountId: stack.accountId,
      region: stack.region,
      executionArn: resource.string("execution_arn") ?? "",
      isEndpointDisabled: resource.boolean("disable_execute_api_endpoint") ?? false,
      ...definition,
      apiKeySource: keySourceOf(resource, document),
      endpointType: endpointTypeOf(resource),
      policy: resourcePolicyOf(stack, resource, document),
    },
    stages: new Map(
      stages.map((stage) => [stage.name, { stage, keys: keysOfStage(stack, id, stage.name) }]),
    ),
    warnings: [
      ...warnings,
      ...differences(stack, resource, definition.methods),
      ...coverageWarnings(stack, resource),
    ],
  };
}

function readServableDefinition(stack: ResolvedStack, api: ResolvedResource): ReadDefinition {
  const read = readDefinition(stack, api);
  const { definition, document } = read;
  readAll(
    () => document && refuseUnservedBody(api),
    () => checkResources(definition.resources),
    () => refuseGuarded(stack, api),
  );
  return read;
}

/** What an API declares, including what the runner can't serve. */
export interface ReadDefinition {
  readonly definition: Definition;
  /** The body, without what AWS drops. */
  readonly document?: JsonObject;
  readonly warnings: readonly string[];
}

/** @throws UnservableError for what AWS rejects */
export function readDefinition(stack: ResolvedStack, api: ResolvedResource): ReadDefinition {
  const resources = definitionFromResources(stack, api);
  const given = readDocument(stack, api);
  if (given === undefined) {
    return { definition: withDefaultModels(resources), warnings: [] };
  }
  const { document, warnings } = importBody(api, given);
  const imported = definitionFromBody(api, document);
  refuseModelsOfBody(stack, api, imported.models);
  const definition = merged(imported, resources);
  return {
    definition: isMerged(api) ? withDefaultModels(definition) : definition,
    document,
    warnings: [...warnings, ...deletedByImport(stack, api)],
  };
}

/** Every new API has two models, which an overwriting import deletes. */
function withDefaultModels(definition: Definition): Definition {
  return { ...definition, models: new Map([...DEFAULT_MODELS, ...definition.models]) };
}

const DEFAULT_MODELS: readonly [string, string][] = [
  ["Empty", '{"type":"object"}'],
  ["Error", '{"type":"object","properties":{"message":{"type":"string"}}}'],
];
