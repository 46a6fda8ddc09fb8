import type {
  Attributes,
  ResolvedResource,
  ResolvedStack,
} from "../../../terraform/resolved-stack";
import type { Method } from "./rest-api";
import { keyValue } from "./usage-plans";

/** Attributes by what isn't done for them here. */
type Effects = Readonly<Record<string, string>>;

const OF_API: Effects = {
  minimum_compression_size: "answers are not compressed",
  disable_execute_api_endpoint: "the API is served all the same",
};

const OF_STAGE: Effects = {
  access_log_settings: "no access logs are written",
  cache_cluster_enabled: "answers are not cached",
  client_certificate_id: "backends are shown no certificate",
};

const OF_METHOD_SETTINGS: Effects = {
  throttling_burst_limit: "requests are not throttled",
  throttling_rate_limit: "requests are not throttled",
  caching_enabled: "answers are not cached",
};

/** Warnings for what is left out of an API, and for what AWS would have made up. */
export function withoutEffect(
  stack: ResolvedStack,
  api: ResolvedResource,
  methods: readonly Method[],
): string[] {
  const id = api.string("id");
  const ofApi = (type: string, attribute = "rest_api_id") =>
    stack.ofType(type).filter((resource) => resource.string(attribute) === id);
  return [
    ...warnings(api, OF_API),
    ...ofApi("aws_api_gateway_stage").flatMap((stage) => [
      ...warnings(stage, OF_STAGE),
      ...canaryWarnings(stage),
    ]),
    ...ofApi("aws_api_gateway_method_settings").flatMap((settings) =>
      settings.blocks("settings").flatMap((block) => warnings(block, OF_METHOD_SETTINGS)),
    ),
    ...ofApi("aws_api_gateway_base_path_mapping", "api_id").map(
      ({ address }) => `${address}: custom domains are not served locally: use the stage's URL.`,
    ),
    ...keyWarnings(stack, methods),
  ];
}

/** False is what they are without being set; of throttling, -1. */
function warnings(resource: Attributes, effects: Effects): string[] {
  return Object.entries(effects)
    .filter(([name]) => resource.names().includes(name))
    .filter(([name]) => ![false, "false", -1, "-1"].includes(resource.value(name) as string))
    .map(([name, effect]) => `${resource.address}: ${name} has no effect locally: ${effect}.`);
}

function canaryWarnings(stage: ResolvedResource): string[] {
  return stage
    .blocks("canary_settings")
    .filter((canary) => canary.string("deployment_id") !== undefined)
    .filter((canary) => canary.string("deployment_id") !== stage.string("deployment_id"))
    .map(
      ({ address }) =>
        `${address}: deployment_id names another deployment than the stage's; locally both serve what the API defines now.`,
    );
}

function keyWarnings(stack: ResolvedStack, methods: readonly Method[]): string[] {
  if (!methods.some((method) => method.apiKeyRequired)) return [];
  return stack
    .ofType("aws_api_gateway_api_key")
    .filter((key) => !key.names().includes("value"))
    .map((key) => `${key.address}: AWS generates its value; locally it is "${keyValue(key)}".`);
}
