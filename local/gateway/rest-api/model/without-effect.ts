import type {
  Attributes,
  ResolvedResource,
  ResolvedStack,
} from "../../../terraform/resolved-stack";
import type { Method } from "./rest-api";
import { keyValue } from "./usage-plans";

const OF_API = ["minimum_compression_size", "disable_execute_api_endpoint"];
const OF_STAGE = ["access_log_settings", "cache_cluster_enabled", "client_certificate_id"];
const OF_METHODS = ["throttling_burst_limit", "throttling_rate_limit", "caching_enabled"];

/** Warnings for what is left out of an API, and for what AWS would have made up. */
export function withoutEffect(
  stack: ResolvedStack,
  api: ResolvedResource,
  methods: readonly Method[],
): string[] {
  const id = api.string("id");
  const ofApi = (type: string, attribute = "rest_api_id") =>
    stack.ofType(type).filter((resource) => resource.string(attribute) === id);
  const settings = ofApi("aws_api_gateway_method_settings");
  return [
    ...warning(api, ineffective(api, OF_API)),
    ...ofApi("aws_api_gateway_stage").flatMap((stage) => [
      ...stageWarning(stage, settings),
      ...canaryWarnings(stage),
    ]),
    ...ofApi("aws_api_gateway_base_path_mapping", "api_id").map(
      ({ address }) => `${address}: custom domains are not served here: use the stage's URL.`,
    ),
    ...keyWarnings(stack, methods),
  ];
}

/** One for a stage and the settings of its methods, which are many. */
function stageWarning(stage: ResolvedResource, settings: readonly ResolvedResource[]): string[] {
  const ofMethods = settings
    .filter((one) => one.string("stage_name") === stage.string("stage_name"))
    .flatMap((one) => one.blocks("settings"))
    .flatMap((block) => ineffective(block, OF_METHODS))
    .map((name) => (name.startsWith("throttling_") ? "throttling" : "caching"));
  return warning(stage, [...new Set(ofMethods), ...ineffective(stage, OF_STAGE)]);
}

/** False is what they are without being set; of throttling, -1. */
function ineffective(resource: Attributes, names: readonly string[]): string[] {
  return names
    .filter((name) => resource.names().includes(name))
    .filter((name) => ![false, "false", -1, "-1"].includes(resource.value(name) as string));
}

function warning({ address }: Attributes, names: readonly string[]): string[] {
  return names.length === 0 ? [] : [`${address}: no effect here of ${names.join(" and ")}.`];
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
