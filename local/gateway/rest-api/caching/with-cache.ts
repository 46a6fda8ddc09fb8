import type { ExpiringCache } from "../../common/expiring-cache";
import { headerValue, type HttpResponse } from "../../common/http/http-message";
import type { Call } from "../call/call";
import { GatewayError } from "../call/gateway-error";
import { cachingOf, type Caching } from "../model/caching";
import { cacheKey } from "./cache-key";

/** Larger responses are not cached. */
const MAX_RESPONSE_BYTES = 1_048_576;
const IGNORED = [
  "Warning",
  "199 Cache-control headers were ignored because the caller was unauthorized.",
] as const;

/** The cached responses of an API. */
export type ResponseCache = ExpiringCache<HttpResponse>;

type Integrate = (call: Call) => Promise<HttpResponse>;

/**
 * Responds from the stage's cache where the method's responses are cached.
 * @throws GatewayError 403 for a request that replaces an entry without the permission
 */
export async function withCache(
  cache: ResponseCache,
  call: Call,
  integrate: Integrate,
): Promise<HttpResponse> {
  const { stage, method, request } = call;
  const { path } = method.resource;
  const caching =
    cachingOf(stage.caching, path, request.method) ??
    cachingOf(stage.caching, path, method.httpMethod);
  if (!caching) {
    return integrate(call);
  }
  const control = invalidation(call, caching);
  const key = cacheKey(call);
  const step = call.steps?.begin({ step: "cache", key, isHit: false });
  const cached = control === "replace" ? undefined : cache.get(key);
  step?.end({ isHit: cached !== undefined });
  const response = cached ?? (await integrate(call));
  if (!cached && Buffer.byteLength(response.body) <= MAX_RESPONSE_BYTES) {
    cache.add(key, response, caching.ttlSeconds);
  }
  return control === "warn" ? { ...response, headers: [...response.headers, IGNORED] } : response;
}

/** What `Cache-Control: max-age=0` does to a request. */
function invalidation(call: Call, caching: Caching): "replace" | "warn" | "ignore" {
  if (!isMaxAge0(headerValue(call.request.headers, "cache-control"))) {
    return "ignore";
  }
  // A signed caller's own policies, which may lack the permission, aren't part of the stack.
  if (!caching.requiresAuthorization || call.authorized.caller) {
    return "replace";
  }
  switch (caching.unauthorizedStrategy) {
    case "FAIL_WITH_403":
      throw new GatewayError(
        "ACCESS_DENIED",
        "Cache-Control: max-age=0 needs a signed request that may call execute-api:InvalidateCache",
      );
    case "SUCCEED_WITH_RESPONSE_HEADER":
      return "warn";
    case "SUCCEED_WITHOUT_RESPONSE_HEADER":
      return "ignore";
  }
}

function isMaxAge0(control = ""): boolean {
  return control.split(",").some((directive) => directive.trim().toLowerCase() === "max-age=0");
}
