import {
  headerValue,
  type HeaderLines,
  type HttpRequest,
  type HttpResponse,
} from "../common/http/http-message";
import { isPreflight } from "../common/http/preflight";
import { listed } from "../common/log/reasons";
import type { StepFields } from "../trace/step-recorder";
import type { CorsStep } from "../trace/trace-step";
import type { CorsConfiguration } from "./model/http-api";

/**
 * The response to a preflight: 204, with CORS headers if the origin is allowed.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html
 */
export function preflightResponse(cors: CorsConfiguration, request: HttpRequest): HttpResponse {
  const headers = preflightHeaders(cors, request);
  const reason =
    headers.length > 0
      ? "preflight: cors_configuration allows its origin"
      : `preflight: its origin is not in allow_origins; there are: ${listed(cors.allowOrigins)}`;
  return { status: 204, headers, body: "", reason };
}

/** Replaces the CORS headers of the integration by the API's. */
export function withCors(
  cors: CorsConfiguration,
  request: HttpRequest,
  response: HttpResponse,
): HttpResponse {
  const others = response.headers.filter((line) => !isCorsHeader(line));
  // A preflight gets here if an OPTIONS route received it.
  const added = isPreflight(request)
    ? preflightHeaders(cors, request)
    : originHeaders(cors, request);
  return { ...response, headers: [...others, ...added] };
}

/** @param before the response whose CORS headers were replaced; undefined: of a preflight */
export function corsStep(
  request: HttpRequest,
  response: HttpResponse,
  before?: HttpResponse,
): StepFields<CorsStep> {
  return {
    step: "cors",
    isPreflightResponse: before === undefined,
    origin: headerValue(request.headers, "origin"),
    headers: response.headers.filter(isCorsHeader),
    removed: before?.headers.filter(isCorsHeader) ?? [],
  };
}

function isCorsHeader([name]: HeaderLines[number]): boolean {
  return /^access-control-/i.test(name);
}

function preflightHeaders(cors: CorsConfiguration, request: HttpRequest): HeaderLines {
  const origin = originHeaders(cors, request);
  if (origin.length === 0) {
    return [];
  }
  const lines: [string, string][] = [
    ["access-control-allow-methods", cors.allowMethods.join(",")],
    ["access-control-allow-headers", cors.allowHeaders.join(",").toLowerCase()],
    ["access-control-max-age", cors.maxAge === undefined ? "" : String(cors.maxAge)],
  ];
  return [...origin, ...lines.filter(([, value]) => value)];
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

/** Patterns are `*`, `https://*`, `http://*`, or an exact origin. */
function allows(pattern: string, origin: string): boolean {
  if (pattern === "*") {
    return true;
  }
  if (pattern.endsWith("://*")) {
    return origin.startsWith(pattern.slice(0, -1));
  }
  return pattern.toLowerCase() === origin.toLowerCase();
}
