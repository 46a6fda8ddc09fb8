import type { ResolvedResource, ResolvedStack } from "../../../terraform/resolved-stack";
import { DEFAULT_TIMEOUT_MILLISECONDS, type Definition } from "./definition";
import { keyValue } from "../../common/usage-plans/keys-of-stage";
import { resourcesOfApi } from "./resources-of-api";
import { endpointTypeOf } from "./stages";

/** Warnings about values that are served differently than on AWS. */
export function differences(
  stack: ResolvedStack,
  api: ResolvedResource,
  methods: Definition["methods"],
): string[] {
  const ofApi = resourcesOfApi(stack, api);
  return [
    ...ofApi("aws_api_gateway_stage").flatMap(canaryWarnings),
    ...ofApi("aws_api_gateway_gateway_response").flatMap(tooLargeWarnings),
    ...keyWarnings(stack, methods),
    ...timeoutWarnings(api, methods),
  ];
}

function canaryWarnings(stage: ResolvedResource): string[] {
  return stage
    .blocks("canary_settings")
    .filter((canary) => canary.string("deployment_id") !== undefined)
    .filter((canary) => canary.string("deployment_id") !== stage.string("deployment_id"))
    .map(
      ({ address }) =>
        `${address}: deployment_id names a different deployment than the stage's; locally both serve the current definition.`,
    );
}

/** @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html */
function tooLargeWarnings(response: ResolvedResource): string[] {
  if (response.string("response_type") !== "REQUEST_TOO_LARGE") {
    return [];
  }
  return [
    `${response.address}: AWS does not support customizing REQUEST_TOO_LARGE, so it has no effect.`,
  ];
}

/** An edge-optimized API with such a timeout is refused. @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-execution-service-limits-table.html */
function timeoutWarnings(api: ResolvedResource, methods: Definition["methods"]): string[] {
  const long = methods
    .filter((method) => method.unservable === undefined)
    .filter(({ integration }) => integration.timeoutMilliseconds > DEFAULT_TIMEOUT_MILLISECONDS)
    .map(({ httpMethod, resource }) => `${httpMethod} ${resource.path}`);
  return long.length === 0 || endpointTypeOf(api) === "EDGE"
    ? []
    : [
        `${api.address}: AWS deploys the timeout of ${long.join(", ")}, above 29 seconds, only after it has raised the quota "Maximum integration timeout in milliseconds" of the account.`,
      ];
}

function keyWarnings(stack: ResolvedStack, methods: Definition["methods"]): string[] {
  if (!methods.some((method) => method.apiKeyRequired)) {
    return [];
  }
  return stack
    .ofType("aws_api_gateway_api_key")
    .filter((key) => !key.names().includes("value"))
    .map((key) => `${key.address}: AWS generates its value; locally it is "${keyValue(key)}".`);
}
