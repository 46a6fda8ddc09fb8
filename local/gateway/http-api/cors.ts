import type { HeaderLines, HttpRequest, HttpResponse } from "../common/http-message";
import { headerValue } from "../common/http-message";
import type { CorsConfiguration } from "./model/model";

/** Whether the request is a preflight, which API Gateway answers by itself. */
export function isPreflight({ method, headers }: HttpRequest): boolean {
  return (
    method === "OPTIONS" &&
    headerValue(headers, "origin") !== undefined &&
    headerValue(headers, "access-control-request-method") !== undefined
  );
}

/**
 * The answer to a preflight: 204, with CORS headers where the origin is allowed.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html
 */
export function preflightResponse(cors: CorsConfiguration, request: HttpRequest): HttpResponse {
  return { status: 204, headers: preflightHeaders(cors, request), body: "" };
}

/** The response with the API's CORS headers in place of the integration's own. */
export function withCors(
  cors: CorsConfiguration,
  request: HttpRequest,
  response: HttpResponse,
): HttpResponse {
  const own = response.headers.filter(([name]) => !/^access-control-/i.test(name));
  // An OPTIONS route answers preflights too.
  const added = isPreflight(request)
    ? preflightHeaders(cors, request)
    : originHeaders(cors, request);
  return { ...response, headers: [...own, ...added] };
}

function preflightHeaders(cors: CorsConfiguration, request: HttpRequest): HeaderLines {
  const origin = originHeaders(cors, request);
  if (origin.length === 0) {
    return [];
  }
  const listed: [string, string][] = [
    ["access-control-allow-methods", cors.allowMethods.join(",")],
    ["access-control-allow-headers", cors.allowHeaders.join(",").toLowerCase()],
    ["access-control-max-age", cors.maxAge === undefined ? "" : String(cors.maxAge)],
  ];
  return [...origin, ...listed.filter(([, value]) => value)];
}

function originHeaders(cors: CorsConfiguration, { headers }: HttpRequest): HeaderLines {
  const origin = headerValue(headers, "origin");
  if (origin === undefined) {
    return [];
  }
  const allowed = cors.allowOrigins.find((pattern) => allows(pattern, origin));
  if (allowed === undefined) {
    return [];
  }
  const lines: [string, string][] = [
    ["access-control-allow-origin", allowed === "*" ? "*" : origin],
  ];
  if (cors.allowCredentials) {
    lines.push(["access-control-allow-credentials", "true"]);
  }
  if (cors.exposeHeaders.length > 0) {
    lines.push(["access-control-expose-headers", cors.exposeHeaders.join(",").toLowerCase()]);
  }
  return lines;
}

/** Patterns are `*`, `https://*`, `http://*`, or the origin itself. */
function allows(pattern: string, origin: string): boolean {
  if (pattern === "*") {
    return true;
  }
  if (pattern.endsWith("://*")) {
    return origin.startsWith(pattern.slice(0, -1));
  }
  return pattern.toLowerCase() === origin.toLowerCase();
}
