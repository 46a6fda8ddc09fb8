import type { Construct } from "constructs";
import { checkPattern } from "../core/checks";
import type { Kinds } from "../core/props";
import { checkKind, checkProps } from "../core/props";
import { relatedId } from "../core/related-id";
import type { IFunction } from "../lambda";
import { authorizerId } from "./authorizer-id";
import { FUNCTION_KIND } from "./invocation-right";

/** An authorizer that asks a Lambda function. */
export interface LambdaAuthorizer<Props extends object> {
  readonly fn: IFunction;
  readonly props: Props;
  readonly kinds: Kinds<Props>;
  /** How errors name a prop. */
  readonly named: (prop: string) => string;
}

/** @throws if a prop is misspelled or of another type, or the function is missing */
export function checkLambdaAuthorizer<Props extends object>(
  api: Construct,
  { fn, props, kinds, named }: LambdaAuthorizer<Props>,
): void {
  checkProps(api, props, kinds, named);
  checkKind(api, named("function"), fn, FUNCTION_KIND);
}

/** The id and the name of an authorizer: the same for every object with this function and settings. */
export function lambdaAuthorizerId(
  api: Construct,
  fn: IFunction,
  settings: Readonly<Record<string, unknown>>,
): { readonly id: string; readonly name: string } {
  return authorizerId(api, relatedId(api, "Authorizer", fn), settings);
}

/** Refuses identity sources that aren't of the forms of a kind of API. */
export function checkIdentitySources(
  api: Construct,
  what: string,
  sources: readonly string[],
  { pattern, allowed, example }: { pattern: RegExp; allowed: string; example: string },
): void {
  const fix = `Write one per entry, like "${example}".`;
  for (const source of sources) {
    checkPattern(api, what, source, { pattern, allowed, fix });
  }
}
