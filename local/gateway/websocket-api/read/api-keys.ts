import type { ResolvedResource, ResolvedStack } from "../../../terraform/resolved-stack";
import type { Stage } from "../../common/api-v2/stage";
import { refuse } from "../../common/unservable/refuse";
import type { ApiKeySource } from "../../common/usage-plans/api-key-source";
import { keysOfStage } from "../../common/usage-plans/keys-of-stage";
import type { ApiKeys } from "../model/api-keys";

const EXPRESSION = "api_key_selection_expression";
const SOURCES: ReadonlyMap<string, ApiKeySource> = new Map([
  ["$request.header.x-api-key", "HEADER"],
  ["$context.authorizer.usageIdentifierKey", "AUTHORIZER"],
]);

/** @throws UnservableError if the expression is not one of API Gateway's two */
export function apiKeySource(api: ResolvedResource): ApiKeySource {
  const expression = api.string(EXPRESSION) ?? "$request.header.x-api-key";
  const source = SOURCES.get(expression);
  if (!source) {
    refuse(api.address, EXPRESSION, expression, `Use one of: ${[...SOURCES.keys()].join(", ")}.`);
  }
  return source;
}

/** The keys of the stages that usage plans name. */
export function readApiKeys(
  stack: ResolvedStack,
  apiId: string,
  source: ApiKeySource,
  stages: readonly Stage[],
): ApiKeys {
  const ofStages = stages.map(({ name }) => [name, keysOfStage(stack, apiId, name)] as const);
  return { source, ofStages: new Map(ofStages) };
}
