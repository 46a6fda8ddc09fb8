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
 * What scripts of other origins may do. API Gateway then answers preflight requests itself, and
 * ignores what functions say of CORS.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html
 */
export interface CorsPreflightOptions {
  /** Origins such as `https://example.com`; `https://*`, `http://*` or `*` for all of them. */
  readonly allowOrigins: string[];
  /**
   * HTTP methods, or `*`.
   * @default none but those that need no preflight
   */
  readonly allowMethods?: string[];
  /**
   * Request headers, or `*`.
   * @default none but those that need no preflight
   */
  readonly allowHeaders?: string[];
  /**
   * Response headers that scripts may read, or `*`.
   * @default none but those that scripts may always read
   */
  readonly exposeHeaders?: string[];
  /**
   * Whether cookies and the like may be sent. Not together with the origin `*`.
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

/** As the API's resource takes it. @throws if browsers or API Gateway would refuse it */
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
        fix: "Write just the name, one header an entry.",
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
    allowed: "no * where allowCredentials is true",
    fix: "Name the origins that may send credentials; browsers refuse * with them.",
  });
}
