import { valueInBody } from "../../../common/mapping/body-value";
import { headerValue, headerValues } from "../../../common/http/http-message";
import { parseQuery } from "../../../common/http/multi-values";
import { ownValue } from "../../../common/mapping/own-value";
import type { Call } from "../../call";
import { contextValue } from "../../context-value";

/** What an integration gets of a call, before it is mapped: the message. */
export function bodyOf({ cause }: Call): string {
  return cause.kind === "message" ? cause.body : "";
}

/**
 * The value of a parameter mapping's source; undefined if it is absent. Only a handshake has headers
 * and a query.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-data-mapping.html
 */
export function mappedValue(call: Call, source: string): string | undefined {
  const literal = /^'(.*)'$/s.exec(source);
  return literal ? literal[1] : requestValue(call, source.replace(/^route\./, ""));
}

const SOURCE =
  /^(request\.(?:header|multivalueheader|querystring|multivaluequerystring|body)|context|stageVariables)(?:\.(.+))?$/s;

/** The value of `request.header.X`, `request.body.PATH`, `context.X` and their like. */
export function requestValue(call: Call, source: string): string | undefined {
  const [, kind, name = ""] = SOURCE.exec(source) ?? [];
  const request = call.cause.kind === "connect" ? call.cause.request : undefined;
  switch (kind) {
    case "request.header":
      return request && headerValue(request.headers, name);
    case "request.multivalueheader":
      return request && joined(headerValues(request.headers, name));
    case "request.querystring":
      return request && parseQuery(request.query).get(name)?.at(-1);
    case "request.multivaluequerystring":
      return request && joined(parseQuery(request.query).get(name) ?? []);
    case "request.body":
      return name === "" ? bodyOf(call) : valueInBody(bodyOf(call), name);
    case "stageVariables":
      return ownValue(call.stage.variables, name);
    case "context":
      return contextValue(call, name);
    case undefined:
    default:
      return undefined;
  }
}

function joined(values: readonly string[]): string | undefined {
  return values.length === 0 ? undefined : values.join(",");
}
