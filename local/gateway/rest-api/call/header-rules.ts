import type { HeaderLines } from "../../common/http/http-message";

/**
 * The headers that API Gateway drops, renames or refuses, as recorded on AWS.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html
 */

/** Headers of the client that are never passed to an integration, and empty in `$input.params`. */
const DROPPED_FROM_CLIENT = new Set([
  "connection",
  "content-length",
  "content-md5",
  "expect",
  "max-forwards",
  "proxy-authenticate",
  "server",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
  "www-authenticate",
  // The gateway adds its own.
  "x-amzn-trace-id",
  "x-forwarded-for",
  "x-forwarded-port",
  "x-forwarded-proto",
]);

/** Headers of the client whose spelling API Gateway normalizes. */
const CANONICAL: ReadonlyMap<string, string> = new Map([
  ["authorization", "Authorization"],
  ["user-agent", "User-Agent"],
  ["host", "Host"],
]);

export function clientHeaders(headers: HeaderLines): [string, string][] {
  const kept: [string, string][] = [];
  for (const [name, value] of headers) {
    const lower = name.toLowerCase();
    if (!DROPPED_FROM_CLIENT.has(lower)) {
      kept.push([CANONICAL.get(lower) ?? name, value]);
    }
  }
  return kept;
}

const REFUSED_ALWAYS = ["content-length", "transfer-encoding"];
const REFUSED_TO_LAMBDA = ["authorization", "connection", "expect", "proxy-authenticate", "te"];

/** Mapping one of these onto the integration request fails every request. A MOCK sends no request, so it ignores them. */
export function isRefusedTarget(name: string, integrationType: string): boolean {
  const lower = name.toLowerCase();
  if (integrationType === "MOCK") {
    return false;
  }
  const toLambda = integrationType === "AWS" || integrationType === "AWS_PROXY";
  return REFUSED_ALWAYS.includes(lower) || (toLambda && REFUSED_TO_LAMBDA.includes(lower));
}

/** Mapped onto a request to an HTTP backend, these are silently dropped. */
const DROPPED_TO_BACKEND = new Set(["connection", "expect", "proxy-authenticate", "te", "via"]);

export function isDroppedToBackend(name: string): boolean {
  return DROPPED_TO_BACKEND.has(name.toLowerCase());
}

const REMAPPED_TO_CLIENT = new Set([
  "authorization",
  "connection",
  "content-length",
  "content-md5",
  "date",
  "expect",
  "host",
  "max-forwards",
  "proxy-authenticate",
  "server",
  "trailer",
  "upgrade",
  "user-agent",
  "www-authenticate",
  "x-amzn-requestid",
]);

/** The name under which the client gets a header of the integration; undefined if it is dropped. */
export function responseHeaderName(name: string): string | undefined {
  const lower = name.toLowerCase();
  if (lower === "transfer-encoding") {
    return undefined;
  }
  return REMAPPED_TO_CLIENT.has(lower) ? `x-amzn-Remapped-${name}` : name;
}
