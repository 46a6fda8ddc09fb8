import {
  headerValue,
  isNamed,
  type HeaderLines,
  type HttpRequest,
  type HttpResponse,
} from "../common/http/http-message";
import type { UrlCors } from "./function-url";

/**
 * The response to a preflight: 200 without a body, with CORS headers if the origin, the method and the
 * headers are allowed.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/urls-configuration.html#urls-cors
 */
export function preflightResponse(cors: UrlCors, request: HttpRequest): HttpResponse {
  const problem = refusedBy(cors, request);
  const headers = problem === undefined ? preflightHeaders(cors, request) : [];
  const reason = `preflight: ${problem ?? "the cors block allows it"}`;
  return {
    status: 200,
    headers: [["Content-Type", "application/json"], ...headers],
    body: "",
    reason,
  };
}

function preflightHeaders(cors: UrlCors, request: HttpRequest): HeaderLines {
  const lines: [string, string][] = [
    ["Access-Control-Allow-Headers", cors.allowHeaders.join(",")],
    ["Access-Control-Allow-Methods", cors.allowMethods.join(",")],
    ["Access-Control-Max-Age", cors.maxAge === undefined ? "" : String(cors.maxAge)],
  ];
  return [...originHeaders(cors, request), ...lines.filter(([, value]) => value)];
}

/** What the `cors` block doesn't allow. */
function refusedBy(cors: UrlCors, { headers }: HttpRequest): string | undefined {
  const origin = headerValue(headers, "origin") ?? "";
  const method = headerValue(headers, "access-control-request-method") ?? "";
  const requested = headerValue(headers, "access-control-request-headers") ?? "";
  const names = requested.split(",").map((name) => name.trim().toLowerCase());
  const allowedNames = cors.allowHeaders.map((name) => name.toLowerCase());
  const refusedName = names.find((name) => name !== "" && !has(allowedNames, name));
  if (!has(cors.allowOrigins, origin)) {
    return "its origin is not in allow_origins";
  }
  if (!has(cors.allowMethods, method)) {
    return "its method is not in allow_methods";
  }
  return refusedName === undefined ? undefined : `${refusedName} is not in allow_headers`;
}

/**
 * Adds the configured headers to those of the function, for an allowed origin. As recorded, nothing
 * is replaced: a header that the function sets too is sent twice.
 */
export function withCors(cors: UrlCors, request: HttpRequest, headers: HeaderLines): HeaderLines {
  const origin = headerValue(request.headers, "origin");
  if (origin === undefined || !has(cors.allowOrigins, origin)) {
    return headers;
  }
  const added = [...headers, ...originHeaders(cors, request)];
  return cors.exposeHeaders.length === 0 ? added : withExposed(cors, added);
}

const EXPOSED = "access-control-expose-headers";

function withExposed({ exposeHeaders }: UrlCors, headers: HeaderLines): HeaderLines {
  const own = headers.filter(([name]) => isNamed(name, EXPOSED)).map(([, value]) => value);
  const others = headers.filter(([name]) => !isNamed(name, EXPOSED));
  return [...others, [EXPOSED, [...own, ...exposeHeaders].join(",")]];
}

function originHeaders(cors: UrlCors, { headers }: HttpRequest): HeaderLines {
  const origin = headerValue(headers, "origin") ?? "";
  const isAny = !cors.allowOrigins.includes(origin) && !cors.allowCredentials;
  const lines: [string, string][] = [["Access-Control-Allow-Origin", isAny ? "*" : origin]];
  if (cors.allowCredentials) {
    lines.push(["Access-Control-Allow-Credentials", "true"]);
  }
  return isAny ? lines : [...lines, ["Vary", "Origin"]];
}

function has(allowed: readonly string[], value: string): boolean {
  return allowed.includes("*") || allowed.includes(value);
}
