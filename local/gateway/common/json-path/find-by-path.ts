import { evaluate } from "./evaluate";
import { MATCH } from "./operators";
import { parsePath } from "./parse";
import { withTimeLimit, withWorkLimit } from "../work-limit";
import { PatternError } from "../java-regex";
import { PathError, type Path } from "./syntax";

/**
 * Evaluates a JSONPath as Jayway's JsonPath does: a definite path gives its value, and `undefined`
 * where it leads nowhere; an indefinite one gives a list. A client can write the path (a template
 * can hand on a parameter), so it is parsed into data and walked: no part of it is ever code.
 * @param json data of `parseJson`
 * @throws CutError when it takes too long
 * @see https://github.com/json-path/JsonPath
 */
export function findByPath(json: unknown, path: string): unknown {
  if (path === "$") {
    return json;
  }
  if (typeof json !== "object" || json === null) {
    return undefined;
  }
  const limited = path.includes(MATCH) ? withTimeLimit : withWorkLimit;
  return limited(() => find(json, path));
}

/** AWS gives nothing for a malformed path. */
function find(json: object, text: string): unknown {
  const path = parsedPath(text);
  return path && evaluate(path, json, json);
}

/** Paths already parsed. A client that sends ever new ones can't fill the memory with them. */
const known = new Map<string, Path | undefined>();
const MAX_KNOWN = 500;
const MAX_KNOWN_LENGTH = 1000;

function parsedPath(text: string): Path | undefined {
  if (known.has(text)) {
    return known.get(text);
  }
  const path = parseOrNothing(text);
  if (known.size >= MAX_KNOWN) {
    known.clear();
  }
  if (text.length <= MAX_KNOWN_LENGTH) {
    known.set(text, path);
  }
  return path;
}

function parseOrNothing(text: string): Path | undefined {
  try {
    return parsePath(text);
  } catch (error) {
    // A path of thousands of brackets ends the stack.
    const isMalformed = [PathError, PatternError, RangeError].some((kind) => error instanceof kind);
    if (isMalformed) {
      return undefined;
    }
    throw error;
  }
}
