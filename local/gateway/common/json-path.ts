import { JSONPath } from "jsonpath-plus";

/** What a path finds: `undefined` when it is definite and leads nowhere. */
export type Found = unknown;

/** `*`, `..`, slices, unions and filters can find many: their answer is always a list. */
const INDEFINITE = /\*|\.\.|\[[^\]]*[:,?]/;

/** What jsonpath-plus adds to the language and Jayway's JsonPath, which AWS uses, has not. */
const EXTENSIONS =
  /[\^~`]|\[\(|@(?:null|boolean|number|string|integer|scalar|array|object|other)\(\)/;

/**
 * Evaluates a JSONPath as Jayway's JsonPath does: a definite path gives its value, an indefinite
 * one a list. Filters are evaluated by the library's own small interpreter, never as JavaScript.
 * @see https://github.com/json-path/JsonPath
 */
export function findByPath(json: unknown, path: string): Found {
  const fromRoot = path.startsWith("$") ? path : `$.${path}`;
  if (fromRoot === "$") return json;
  const unquoted = withoutQuoted(fromRoot);
  if (EXTENSIONS.test(unquoted) || typeof json !== "object" || json === null) {
    return undefined;
  }
  const found = evaluate(json, fromRoot);
  if (INDEFINITE.test(unquoted)) return found;
  return found[0];
}

function evaluate(json: object, path: string): unknown[] {
  try {
    return JSONPath({ path, json, wrap: true, eval: "safe" }) as unknown[];
  } catch {
    // A malformed path or filter: AWS gives nothing for it.
    return [];
  }
}

function withoutQuoted(path: string): string {
  return path.replace(/'[^']*'|"[^"]*"/g, "");
}
