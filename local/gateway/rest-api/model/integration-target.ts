import { fillStageVariables } from "../../common/stage-variables";
import { functionTarget, urlTarget } from "../../common/target";
import type { Integration, Method, UnservableMethod } from "./rest-api";

type Variables = Readonly<Record<string, string>>;

/** How the log and the table of routes name the integration of a method. */
export function methodTarget(method: Method | UnservableMethod, variables?: Variables): string {
  return method.unservable === undefined ? targetOf(method.integration, variables) : method.target;
}

export function targetOf({ type, uri }: Integration, variables: Variables = {}): string {
  if (uri === undefined) {
    return type.toUpperCase();
  }
  const filled = fillStageVariables(uri, variables) ?? uri;
  return /^aws/i.test(type) ? functionTarget(filled) : urlTarget(filled);
}
