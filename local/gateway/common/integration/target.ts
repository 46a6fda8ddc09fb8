import { parseFunctionReference } from "../../../lambda/config/function-reference";
import type { GatewayServices } from "../../services";
import { functionOf } from "./function-uri";

/** How the log and the table of routes name a function: by its name, with the qualifier. */
export function functionTarget(uri: string): string {
  const functionRef = functionOf(uri) || uri;
  const reference = parseFunctionReference(functionRef);
  if (!reference) {
    return functionRef;
  }
  const { name, qualifier } = reference;
  return qualifier === undefined ? name : `${name}:${qualifier}`;
}

/** How the table of routes names a Lambda authorizer: by its function. */
export function lambdaAuthorizer(
  uri: string,
  { shownFunction = (name) => name }: Pick<GatewayServices, "shownFunction">,
): string {
  return `Lambda authorizer ${shownFunction(functionTarget(uri))}`;
}

/** How the log and the table of routes name a URL: by its host, because the rest can hold secrets. */
export function urlTarget(uri: string): string {
  return /^(?:https?:\/\/)?(?:[^/?@]*@)?([^/?]*)/i.exec(uri)?.[1] ?? "";
}
