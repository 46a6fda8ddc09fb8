import type { Apigatewayv2ApiCorsConfiguration } from "@cdktf/provider-aws/lib/apigatewayv2-api";
import type { IConstruct } from "constructs";
import { checkCors, checkCorsHeaders } from "../api-gateway";
import { checkDuration } from "../core/check-duration";
import type { Duration } from "../core/duration";
import { checkProps } from "../core/props";
import { CORS_KINDS } from "./prop-kinds";

const ORIGINS = {
  pattern: /^(\*|https?:\/\/\*|[a-z][a-z0-9+.-]*:\/\/[^/?#\s*]+)$/,
  allowed: "*, https://*, http://*, or an origin: scheme, host and port only",
};

const named = (option: string) => `corsPreflight.${option}`;

/**
 * Cross-origin requests that browsers may send. API Gateway responds to preflight requests itself and
 * ignores the CORS headers of functions.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html
 */
export interface CorsPreflightOptions {
  /** Origins such as `https://example.com`; `https://*`, `http://*` or `*` for all of them. */
  readonly allowOrigins: string[];
  /**
   * HTTP methods, or `*`.
   * @default only those that need no preflight request
   */
  readonly allowMethods?: string[];
  /**
   * Request headers, or `*`.
   * @default only those that need no preflight request
   */
  readonly allowHeaders?: string[];
  /**
   * Response headers that scripts may read, or `*`.
   * @default only those that scripts may always read
   */
  readonly exposeHeaders?: string[];
  /**
   * Whether requests may carry credentials such as cookies. Not together with the origin `*`.
   * @default false
   */
  readonly allowCredentials?: boolean;
  /**
   * How long a browser may cache the response to a preflight request, up to 86400 seconds;
   * `Duration.seconds(-1)` disables caching.
   * @default the browser's own
   */
  readonly maxAge?: Duration;
}

/** The attribute of the API's resource. @throws if browsers or API Gateway would refuse an option */
export function corsConfiguration(
  scope: IConstruct,
  cors: CorsPreflightOptions,
): Apigatewayv2ApiCorsConfiguration {
  checkProps(scope, cors, CORS_KINDS, named);
  checkDuration(scope, "corsPreflight.maxAge", cors.maxAge, {
    min: -1,
    max: 86400,
    unit: "seconds",
  });
  checkCors(scope, cors, ORIGINS, named);
  for (const list of ["allowHeaders", "exposeHeaders"] as const) {
    checkCorsHeaders(scope, named(list), cors[list]);
  }
  return { ...cors, maxAge: cors.maxAge?.in("seconds") };
}
