import { evaluate } from "./evaluate";
import { MATCH } from "./operators";
import { parsePath } from "./parse";
import { withTimeLimit, withWorkLimit } from "../limits/work-limit";
import { PatternError } from "../java/regex";
import { PathError, type Path } from "./syntax";

/**
 * Evaluates a JSONPath like Jayway's JsonPath: a definite path returns its value, or undefined if
 * there is none; an indefinite path returns a list. A client can write the path, because templates
 * can use a parameter as one. It is therefore parsed into data and never run as code.
 * @param json data from `parseJson`
 * @throws CutError if it takes too long
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

/** On AWS a malformed path finds nothing. */
function find(json: object, text: string): unknown {
  const path = parsedPath(text);
  return path && evaluate(path, json, json);
}

/** Parsed paths. Their number is limited, because clients can send new ones. */
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
    // Thousands of brackets overflow the stack.
    const isMalformed = [PathError, PatternError, RangeError].some((kind) => error instanceof kind);
    if (isMalformed) {
      return undefined;
    }
    throw error;
  }
}
