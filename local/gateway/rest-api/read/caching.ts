import type {
  Attributes,
  ResolvedResource,
  ResolvedStack,
} from "../../../terraform/resolved-stack";
import { refuse } from "../../common/refuse";
import type { CachingSettings, MethodCaching, UnauthorizedStrategy } from "../model/caching";
import { resourcesOfApi } from "./resources-of-api";

const DEFAULT_TTL_SECONDS = 300;
const STRATEGIES: readonly string[] = [
  "FAIL_WITH_403",
  "SUCCEED_WITH_RESPONSE_HEADER",
  "SUCCEED_WITHOUT_RESPONSE_HEADER",
] satisfies UnauthorizedStrategy[];

/** The caching of a stage's methods; undefined for a stage without a cache cluster. */
export function readCaching(
  stack: ResolvedStack,
  api: ResolvedResource,
  stage: ResolvedResource,
): CachingSettings | undefined {
  if (!stage.boolean("cache_cluster_enabled")) {
    return undefined;
  }
  const ofStage = resourcesOfApi(
    stack,
    api,
  )("aws_api_gateway_method_settings").filter(
    (settings) => settings.string("stage_name") === stage.string("stage_name"),
  );
  return new Map(
    ofStage.flatMap((resource) =>
      resource
        .blocks("settings")
        .map((settings) => [
          methodPath(resource.string("method_path") ?? ""),
          methodCaching(settings),
        ]),
    ),
  );
}

function methodCaching(settings: Attributes): MethodCaching {
  return {
    isEnabled: settings.boolean("caching_enabled"),
    ttlSeconds: settings.number("cache_ttl_in_seconds") ?? DEFAULT_TTL_SECONDS,
    requiresAuthorization: settings.boolean("require_authorization_for_cache_control") ?? true,
    unauthorizedStrategy: strategyOf(settings),
  };
}

function strategyOf(settings: Attributes): UnauthorizedStrategy {
  const strategy =
    settings.string("unauthorized_cache_control_header_strategy") ?? "SUCCEED_WITH_RESPONSE_HEADER";
  return isStrategy(strategy)
    ? strategy
    : refuse(
        settings.address,
        "unauthorized_cache_control_header_strategy",
        strategy,
        `Use ${STRATEGIES.join(", ")}.`,
      );
}

function isStrategy(text: string): text is UnauthorizedStrategy {
  return STRATEGIES.includes(text);
}

/** `pets/{id}/GET` and AWS's `~1pets~1{id}/GET` as `/pets/{id}/GET`. */
function methodPath(written: string): string {
  const path = written.replaceAll("~1", "/").replace(/^\/+/, "");
  return path === "*/*" ? path : `/${path}`;
}
