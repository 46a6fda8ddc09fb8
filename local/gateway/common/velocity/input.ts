import { findByPath } from "../json-path";
import { parseJson, stringifyJson } from "../java/json";
import { fromJson, type VtlMap, type VtlObject, type VtlValue } from "./values";

/** The parameters of a method request. */
export interface InputParameters {
  readonly path: Readonly<Record<string, string>>;
  readonly querystring: Readonly<Record<string, string>>;
  readonly header: Readonly<Record<string, string>>;
}

export const INPUT_METHODS = ["path", "json", "params", "getBody"];

/**
 * `$input`: the body and the parameters.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-mapping-template-reference.html#input-variable-reference
 */
export function inputVariable(body: string, parameters: InputParameters): VtlObject {
  const text = body === "" ? "{}" : body;
  let document: { readonly json: unknown } | undefined;
  const find = (path: VtlValue): unknown => {
    document ??= { json: parseBody(text) };
    return findByPath(document.json, typeof path === "string" ? path : "$");
  };
  return {
    kind: "object",
    property: (name) => (name === "body" ? text : undefined),
    call(method, [argument]) {
      switch (method) {
        case "path":
          return fromJson(find(argument));
        case "json":
          // A path that matches nothing renders as an empty JSON string.
          return stringifyJson(find(argument) ?? "");
        case "params":
          return argument === undefined
            ? allParameters(parameters)
            : oneParameter(parameters, String(argument));
        case "getBody":
          return text;
        default:
          return undefined;
      }
    },
  };
}

/** A body that isn't JSON is treated as a string, as by the lenient parser that AWS uses. */
function parseBody(text: string): unknown {
  try {
    return parseJson(text);
  } catch (error) {
    if (error instanceof SyntaxError) {
      return text;
    }
    throw error;
  }
}

function allParameters(parameters: InputParameters): VtlMap {
  return new Map<string, VtlValue>([
    ["path", new Map(Object.entries(parameters.path))],
    ["querystring", new Map(Object.entries(parameters.querystring))],
    ["header", new Map(Object.entries(parameters.header))],
  ]);
}

/** The path is searched first, then the query string, then the headers. */
function oneParameter({ path, querystring, header }: InputParameters, name: string): string {
  const holder = [path, querystring, header].find((values) => Object.hasOwn(values, name));
  return holder?.[name] ?? "";
}
