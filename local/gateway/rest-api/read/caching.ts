import type {
  Attributes,
  ResolvedResource,
  ResolvedStack,
} from "../../../terraform/resolved-stack";
import { refuse } from "../../common/unservable/refuse";
import type { CachingSettings, MethodCaching, UnauthorizedStrategy } from "../model/caching";
import { readMethodSettings } from "./method-settings";

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
  return readMethodSettings(stack, api, stage, methodCaching);
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
