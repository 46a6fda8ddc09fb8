import type { Construct } from "constructs";
import { checkCors, checkCorsHeaders } from "../../api-gateway";
import { checkDuration } from "../../core/check-duration";
import type { Duration } from "../../core/duration";
import type { Kinds } from "../../core/props";
import { boolean, checkedElsewhere, checkProps, listOf, required, string } from "../../core/props";

/**
 * Cross-origin requests that browsers may send. A function returns the header
 * `Access-Control-Allow-Origin` itself: API Gateway adds it only to preflight responses and to errors.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-cors.html
 */
export interface CorsOptions {
  /**
   * Origins such as `https://example.com`, or `*`. With several origins, the errors of API Gateway name
   * only the first, because gateway responses can't choose.
   */
  readonly allowOrigins: readonly string[];
  /**
   * HTTP methods, or `*`.
   * @default only those that need no preflight request
   */
  readonly allowMethods?: readonly string[];
  /**
   * Request headers, or `*`.
   * @default only those that need no preflight request
   */
  readonly allowHeaders?: readonly string[];
  /**
   * Whether requests may carry credentials such as cookies. Not together with the origin `*`.
   * @default false
   */
  readonly allowCredentials?: boolean;
  /**
   * How long a browser may cache the response to a preflight request, up to 86,400 seconds;
   * `Duration.seconds(-1)` disables caching.
   * @default the browser's own
   */
  readonly maxAge?: Duration;
}

const KINDS: Kinds<CorsOptions> = {
  allowOrigins: required(listOf(string)),
  allowMethods: listOf(string),
  allowHeaders: listOf(string),
  allowCredentials: boolean,
  maxAge: checkedElsewhere,
};

const ORIGINS = {
  // No quotes: the origin is part of a template and of quoted texts.
  pattern: /^(\*|[a-z][a-z0-9+.-]*:\/\/[A-Za-z0-9._:[\]-]+)$/,
  allowed: "*, or an origin: scheme, host and port only",
};

/** @throws if browsers or API Gateway would refuse an option */
export function checkCorsOptions(scope: Construct, path: string, cors: CorsOptions): void {
  const named = (option: string) => `${option} of the preflight of ${path}`;
  checkProps(scope, cors, KINDS, named);
  const seconds = { min: -1, max: 86_400, unit: "seconds" } as const;
  checkDuration(scope, named("maxAge"), cors.maxAge, seconds);
  checkCors(scope, cors, ORIGINS, named);
  checkCorsHeaders(scope, named("allowHeaders"), cors.allowHeaders);
}
