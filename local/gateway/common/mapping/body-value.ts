import { parseJson, stringifyJson } from "../java/json";
import { findByPath } from "../json-path";
import { named, withWorkLimit } from "../limits/work-limit";

/**
 * The text that a JSONPath finds in a JSON body, for a mapping; undefined for null.
 * @throws CutError if the search takes too long
 */
export function valueInBody(body: string, path: string): string | undefined {
  return named(`the JSONPath ${path}`, () => withWorkLimit(() => textAt(body, path)));
}

function textAt(body: string, path: string): string | undefined {
  const json = jsonOf(body);
  const found = json === undefined ? undefined : findByPath(json, path);
  if (found === undefined || found === null) {
    return undefined;
  }
  return typeof found === "object" ? stringifyJson(found) : String(found);
}

function jsonOf(body: string): unknown {
  try {
    return parseJson(body);
  } catch (error) {
    if (error instanceof SyntaxError) {
      return undefined;
    }
    throw error;
  }
}
