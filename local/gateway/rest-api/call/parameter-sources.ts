import type { Call, StageCall } from "./call";
import { valueInBody } from "../../common/mapping/body-value";
import { contextValues } from "./context-values";
import { ownValue } from "../../common/mapping/own-value";

/**
 * The value of a mapping's source in the method request; undefined if it is absent. Names of
 * headers and query parameters are case-sensitive, as in `$input.params`.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/request-response-data-mappings.html
 */
export function parameterSource(call: StageCall | Call, source: string): string | undefined {
  const literal = /^'(.*)'$/s.exec(source);
  if (literal) {
    return literal[1];
  }
  const [, kind = "", name = ""] =
    /^(method\.request\.(?:path|querystring|multivaluequerystring|header|multivalueheader|body)|stageVariables|context)(?:\.(.+))?$/s.exec(
      source,
    ) ?? [];
  switch (kind.replace("method.request.", "")) {
    case "path":
      return "method" in call ? ownValue(call.pathParameters ?? {}, name) : undefined;
    case "querystring":
      return call.query.get(name)?.at(-1);
    case "multivaluequerystring":
      return call.query.get(name)?.join(",");
    case "header":
      return call.headers.get(name)?.at(-1);
    case "multivalueheader":
      return call.headers.get(name)?.join(",");
    case "body":
      return fromBody(call.request.body.toString("utf8"), name);
    case "stageVariables":
      return ownValue(call.stageVariables, name);
    case "context":
      return contextValues(call)(name);
    default:
      return undefined;
  }
}

/** The whole body, or what a JSONPath selects from it. */
export function fromBody(body: string, path: string): string | undefined {
  return path === "" ? body : valueInBody(body, path);
}
