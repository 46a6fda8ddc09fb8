import { headerValues } from "../../common/http/http-message";
import { parseQuery } from "../../common/http/multi-values";
import { ownValue } from "../../common/mapping/own-value";
import type { RoutedRequest } from "../call/call";
import type { IdentitySource } from "../model/authorizer";
import { contextVariable } from "../parameter-mapping/context-variables";

/** The values of an identity source: empty if the request lacks it. */
export function valuesOf({ source, name }: IdentitySource, call: RoutedRequest): readonly string[] {
  switch (source) {
    case "header":
      return headerValues(call.request.headers, name);
    case "querystring":
      return parseQuery(call.request.query).get(name) ?? [];
    case "context":
      return [contextVariable(call, name)].filter((value) => value !== undefined);
    case "stageVariables":
      return [ownValue(call.stage.variables, name)].filter((value) => value !== undefined);
  }
}

/** All values as one; undefined if there are none. */
export function joined(values: readonly string[]): string | undefined {
  return values.length > 0 ? values.join(",") : undefined;
}

/** As Terraform writes it. */
export function sourceText({ source, name }: IdentitySource): string {
  const isOfRequest = source === "header" || source === "querystring";
  return isOfRequest ? `$request.${source}.${name}` : `$${source}.${name}`;
}
