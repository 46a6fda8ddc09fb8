import type { ResolvedResource, ResolvedStack } from "../../../terraform/resolved-stack";
import type { Method } from "./rest-api";
import { keyValue } from "./usage-plans";

/** Warnings for values that are served otherwise than AWS would. */
export function differences(
  stack: ResolvedStack,
  api: ResolvedResource,
  methods: readonly Method[],
): string[] {
  const stages = stack
    .ofType("aws_api_gateway_stage")
    .filter((stage) => stage.string("rest_api_id") === api.string("id"));
  return [...stages.flatMap(canaryWarnings), ...keyWarnings(stack, methods)];
}

function canaryWarnings(stage: ResolvedResource): string[] {
  return stage
    .blocks("canary_settings")
    .filter((canary) => canary.string("deployment_id") !== undefined)
    .filter((canary) => canary.string("deployment_id") !== stage.string("deployment_id"))
    .map(
      ({ address }) =>
        `${address}: deployment_id names another deployment than the stage's; here both serve what the API defines now.`,
    );
}

function keyWarnings(stack: ResolvedStack, methods: readonly Method[]): string[] {
  if (!methods.some((method) => method.apiKeyRequired)) return [];
  return stack
    .ofType("aws_api_gateway_api_key")
    .filter((key) => !key.names().includes("value"))
    .map((key) => `${key.address}: AWS generates its value; here it is "${keyValue(key)}".`);
}
