import { javaFullMatch } from "../../common/java/regex";
import { withPatternLimit } from "../../common/limits/pattern-limit";
import { contextValues } from "../call/context-values";
import type { RoutedCall } from "../call/call";
import { GatewayError } from "../call/gateway-error";
import { headerValues } from "../../common/http/http-message";
import { ownValue } from "../../common/mapping/own-value";
import type { IdentitySource } from "../model/authorization";

/**
 * The values of identity sources, in order.
 * @throws GatewayError 401 where one is missing or empty
 */
export function identityOf(call: RoutedCall, sources: readonly IdentitySource[]): string[] {
  return sources.map((source) => {
    const value = valueOf(call, source);
    if (value === undefined || value === "") {
      const name = `${source.location} ${source.name}`;
      throw unauthorized(`the identity source is missing or empty: ${name}`);
    }
    return value;
  });
}

/** All values of a repeated header or parameter belong to the identity. */
function valueOf(call: RoutedCall, { location, name }: IdentitySource): string | undefined {
  switch (location) {
    case "header": {
      const values = headerValues(call.request.headers, name);
      return values.length > 0 ? values.join(",") : undefined;
    }
    case "querystring":
      return call.query.get(name)?.join(",");
    case "stageVariables":
      return ownValue(call.stageVariables, name);
    case "context":
      return contextValues(call)(name);
  }
}

/** Checks a token before the function is invoked. @throws GatewayError 401 */
export function tokenCheck(expression: string | undefined): (token: string) => void {
  if (expression === undefined) {
    return () => undefined;
  }
  const matches = javaFullMatch(expression);
  return (token) => {
    if (!withPatternLimit(expression, token, () => matches(token))) {
      throw unauthorized(`the token doesn't match the validation expression ${expression}`);
    }
  };
}

export function unauthorized(reason: string): GatewayError {
  return new GatewayError("UNAUTHORIZED", reason);
}
