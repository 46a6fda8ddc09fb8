import type * as jsoncParser from "jsonc-parser";
import type { ParseError } from "jsonc-parser";

/** What is wrong with a text that isn't JSON, and where. */
export interface JsonError {
  /** `comma expected` */
  readonly error: string;
  readonly offset: number;
}

/** JSON.parse decides; its errors don't always have a position. @returns undefined for JSON */
export function jsonError(text: string): JsonError | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch {
    return located(text);
  }
}

function located(text: string): JsonError {
  const { parse, printParseErrorCode } = loadParser();
  const errors: ParseError[] = [];
  try {
    parse(text, errors, { disallowComments: true });
  } catch {
    // Unlike JSON.parse, it calls itself for each level.
    return { error: "too many levels", offset: 0 };
  }
  const [first] = errors;
  return { error: words(printParseErrorCode(first?.error ?? 1)), offset: first?.offset ?? 0 };
}

/** `CommaExpected` as "comma expected". */
function words(code: string): string {
  return code.replace(/(?!^)[A-Z]/g, (letter) => ` ${letter}`).toLowerCase();
}

function loadParser(): typeof jsoncParser {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- only for an error, and at once
  return require("jsonc-parser") as typeof jsoncParser;
}
