import { headerValue } from "../../common/http/http-message";
import { parseQuery } from "../../common/http/multi-values";
import { ownValue } from "../../common/mapping/own-value";
import type { IdentitySource } from "../model/authorizer";
import { requestContext } from "../request-context";
import type { Handshake } from "./authorize";
import { connectCall } from "../connect/connect-call";
import { ANYONE } from "../connection/caller";

/** The first identity source that is missing or empty; undefined if there is none. */
export function missingSource(
  handshake: Handshake,
  sources: readonly IdentitySource[],
): string | undefined {
  const missing = sources.find((source) => !valueOf(handshake, source));
  return missing && `${missing.location} ${missing.name}`;
}

/** Of a repeated header or parameter, the last value counts. */
function valueOf(handshake: Handshake, { location, name }: IdentitySource): string | undefined {
  const { request, stage } = handshake;
  switch (location) {
    case "header":
      return headerValue(request.headers, name);
    case "querystring":
      return parseQuery(request.query).get(name)?.at(-1);
    case "stageVariables":
      return ownValue(stage.variables, name);
    case "context":
      return contextValue(handshake, name);
  }
}

/** AWS accepts these names, but finds no value for them. */
const WITHOUT_VALUE = ["eventType", "messageDirection"];

function contextValue(handshake: Handshake, name: string): string | undefined {
  if (WITHOUT_VALUE.includes(name)) {
    return undefined;
  }
  const value = new Map<string, unknown>(
    Object.entries(requestContext(connectCall(handshake, ANYONE))),
  ).get(name);
  return typeof value === "string" || typeof value === "number" ? String(value) : undefined;
}
