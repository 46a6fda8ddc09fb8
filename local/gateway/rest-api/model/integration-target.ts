import { fillStageVariables } from "../../common/mapping/stage-variables";
import { functionTarget, urlTarget } from "../../common/integration/target";
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
  if (!/^aws/i.test(type)) {
    return urlTarget(filled);
  }
  const [, service] = SERVICE.exec(filled) ?? [];
  return service ?? functionTarget(filled);
}

/** `sqs:path/123456789012/orders`, without what follows a `?` or `&`. */
const SERVICE = /^arn:[\w-]+:apigateway:[^:]*:((?!lambda:)[^:]+:(?:path|action)\/[^?&]*)/;
