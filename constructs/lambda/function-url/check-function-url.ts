import type { IConstruct } from "constructs";
import { checkDuration } from "../../core/check-duration";
import { checkChoice, checkCount, checkPattern } from "../../core/checks";
import { isKnown } from "../../core/known";
import type { Kinds } from "../../core/props";
import {
  boolean,
  checkedElsewhere,
  checkProps,
  object,
  required,
  string,
  strings,
} from "../../core/props";
import { refuse } from "../../core/refusal";
import { isAuthorizerRequired } from "../../core/required-authorizer";
import type { FunctionUrlCorsOptions, FunctionUrlOptions } from "./function-url-options";
import { FunctionUrlAuthType, InvokeMode } from "./function-url-options";

const KINDS: Kinds<FunctionUrlOptions> = { authType: string, cors: object, invokeMode: string };

const CORS_KINDS: Kinds<FunctionUrlCorsOptions> = {
  allowedOrigins: required(strings),
  allowedMethods: strings,
  allowedHeaders: strings,
  exposedHeaders: strings,
  allowCredentials: boolean,
  maxAge: checkedElsewhere,
};

/** Lambda takes no OPTIONS, because it responds to preflight requests itself. */
const METHODS = ["*", "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"];

/** @throws if AWS or browsers would refuse an option, or the environment requires authorizers */
export function checkFunctionUrl(scope: IConstruct, options: FunctionUrlOptions): void {
  checkProps(scope, options, KINDS, (option) => option);
  const { authType, invokeMode, cors } = options;
  checkChoice(scope, "authType", authType, Object.values(FunctionUrlAuthType));
  checkChoice(scope, "invokeMode", invokeMode, Object.values(InvokeMode));
  if (authType === FunctionUrlAuthType.NONE && isAuthorizerRequired(scope)) {
    refuse(scope, {
      what: "authType",
      value: authType,
      allowed: "AWS_IAM, because the environment has requireAuthorizer: true",
      fix: "Leave it out, or put an API with an authorizer in front of the function.",
    });
  }
  if (cors) {
    checkCors(scope, cors);
  }
}

const named = (option: string) => `cors.${option}`;

function checkCors(scope: IConstruct, cors: FunctionUrlCorsOptions): void {
  checkProps(scope, cors, CORS_KINDS, named);
  const { allowedOrigins, allowedMethods = [], allowCredentials, maxAge } = cors;
  checkDuration(scope, named("maxAge"), maxAge, { min: 0, max: 86_400, unit: "seconds" });
  checkCount(scope, named("allowedOrigins"), allowedOrigins, { min: 1, max: 100, of: "origins" });
  for (const method of allowedMethods) {
    checkChoice(scope, named("allowedMethods"), method, METHODS);
  }
  if (!isKnown(allowedOrigins)) {
    return;
  }
  for (const origin of allowedOrigins) {
    checkPattern(scope, named("allowedOrigins"), origin, {
      pattern: /^(\*|https?:\/\/[^/?#\s*]+)$/,
      allowed: "*, or an origin: scheme, host and port only, without wildcards",
      fix: 'Write it as browsers send it, e.g. "https://example.com", with no slash at its end.',
    });
  }
  if (allowCredentials === true && allowedOrigins.includes("*")) {
    refuse(scope, {
      what: `${named("allowedOrigins")} with allowCredentials`,
      value: allowedOrigins,
      allowed: "origins without * if allowCredentials is true",
      fix: "Name the origins that may send credentials.",
    });
  }
}
