import { jsonError } from "./json-error";
import { positionAt } from "./position";

const MOST_SHOWN = 200;
/** Characters before and after an error in a longer text. */
const SHOWN_AROUND = 40;
const LINE_END = /\s*(?:\r\n?|\n)\s*/g;

/** Describes a rendered text by its beginning, on one line of the log. */
export function shownText(text: string): string {
  const line = inOneLine(text);
  const shown = line.length > MOST_SHOWN ? `${line.slice(0, MOST_SHOWN)}…` : line;
  return shown === "" ? "the text is empty" : `the text is ${shown}`;
}

/** The reason why a rendered text can't be used as JSON: what is wrong, where, and its beginning. */
export function notJson(what: string, text: string): string {
  const { error, offset } = jsonError(text) ?? { error: "", offset: 0 };
  const { line, column } = positionAt(text, offset);
  const isLong = inOneLine(text).length > MOST_SHOWN;
  const near = isLong ? `, near ${around(text, offset)}` : "";
  return `${what} is not JSON: ${error} in line ${line}, column ${column}${near}; ${shownText(text)}`;
}

function inOneLine(text: string): string {
  return text.trim().replace(LINE_END, " ");
}

function around(text: string, offset: number): string {
  return inOneLine(text.slice(Math.max(0, offset - SHOWN_AROUND), offset + SHOWN_AROUND));
}
