import type { IConstruct } from "constructs";
import { checkChoice, checkCount, checkPattern } from "../core/checks";
import { isKnown } from "../core/known";
import { refuse } from "../core/refusal";
import { HTTP_METHODS } from "./http-methods";

const METHODS = ["*", ...HTTP_METHODS.filter((method) => method !== "ANY")];

/** The options of both kinds of API. */
export interface CheckedCors {
  readonly allowOrigins: readonly string[];
  readonly allowMethods?: readonly string[];
  readonly allowCredentials?: boolean;
}

/** The forms of an origin that a kind of API takes. */
export interface OriginForms {
  readonly pattern: RegExp;
  readonly allowed: string;
}

/** Refuses origins and methods that browsers or API Gateway would. `named` is how errors name an option. */
export function checkCors(
  scope: IConstruct,
  cors: CheckedCors,
  forms: OriginForms,
  named: (option: string) => string,
): void {
  for (const method of cors.allowMethods ?? []) {
    checkChoice(scope, named("allowMethods"), method, METHODS);
  }
  const { allowOrigins, allowCredentials } = cors;
  const what = named("allowOrigins");
  const count = { min: 1, max: Number.MAX_SAFE_INTEGER, of: "origins" };
  checkCount(scope, what, [...allowOrigins], count);
  if (!isKnown(allowOrigins)) {
    return;
  }
  for (const origin of allowOrigins) {
    const fix =
      'Write it as browsers send it, e.g. "https://example.com", with no slash at its end.';
    checkPattern(scope, what, origin, { ...forms, fix });
  }
  if (allowCredentials !== true || !allowOrigins.includes("*")) {
    return;
  }
  refuse(scope, {
    what: `${what} with allowCredentials`,
    value: allowOrigins,
    allowed: "origins without * if allowCredentials is true",
    fix: "Name the origins that may send credentials; browsers refuse * with credentials.",
  });
}

/** Refuses what can't be the name of a header. */
export function checkCorsHeaders(
  scope: IConstruct,
  what: string,
  headers: readonly string[] = [],
): void {
  for (const header of headers) {
    checkPattern(scope, what, header, {
      pattern: /^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/,
      allowed: "the name of a header, or *",
      fix: "Write only the name, one header per entry.",
    });
  }
}
