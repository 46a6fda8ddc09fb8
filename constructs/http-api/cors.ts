import type { Apigatewayv2ApiCorsConfiguration } from "@cdktf/provider-aws/lib/apigatewayv2-api";
import type { IConstruct } from "constructs";
import { HTTP_METHODS } from "../api-gateway";
import { checkDuration } from "../core/check-duration";
import type { Duration } from "../core/duration";
import { isKnown } from "../core/known";
import { checkChoice, checkCount, checkPattern } from "../core/checks";
import { checkProps } from "../core/props";
import { refuse } from "../core/refusal";
import { CORS_KINDS } from "./prop-kinds";

const METHODS = ["*", ...HTTP_METHODS.filter((method) => method !== "ANY")];

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
  checkProps(scope, cors, CORS_KINDS, (prop) => `corsPreflight.${prop}`);
  checkDuration(scope, "corsPreflight.maxAge", cors.maxAge, {
    min: -1,
    max: 86400,
    unit: "seconds",
  });
  checkOrigins(scope, cors);
  for (const method of cors.allowMethods ?? []) {
    checkChoice(scope, "corsPreflight.allowMethods", method, METHODS);
  }
  for (const list of ["allowHeaders", "exposeHeaders"] as const) {
    for (const header of cors[list] ?? []) {
      checkPattern(scope, `corsPreflight.${list}`, header, {
        pattern: /^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/,
        allowed: "the name of a header, or *",
        fix: "Write only the name, one header per entry.",
      });
    }
  }
  return { ...cors, maxAge: cors.maxAge?.in("seconds") };
}

function checkOrigins(scope: IConstruct, { allowOrigins, allowCredentials }: CorsPreflightOptions) {
  checkCount(scope, "corsPreflight.allowOrigins", allowOrigins, {
    min: 1,
    max: Number.MAX_SAFE_INTEGER,
    of: "origins",
  });
  if (!isKnown(allowOrigins)) {
    return;
  }
  for (const origin of allowOrigins) {
    checkPattern(scope, "corsPreflight.allowOrigins", origin, {
      pattern: /^(\*|https?:\/\/\*|[a-z][a-z0-9+.-]*:\/\/[^/?#\s*]+)$/,
      allowed: "*, https://*, http://*, or an origin: scheme, host and port only",
      fix: 'Write it as browsers send it, e.g. "https://example.com", with no slash at its end.',
    });
  }
  if (allowCredentials !== true || !allowOrigins.includes("*")) {
    return;
  }
  refuse(scope, {
    what: "corsPreflight.allowOrigins with allowCredentials",
    value: allowOrigins,
    allowed: "origins without * if allowCredentials is true",
    fix: "Name the origins that may send credentials; browsers refuse * with credentials.",
  });
}
