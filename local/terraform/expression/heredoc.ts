import { Cursor } from "./cursor";
import type { ExpressionParser } from "./parse-template";
import { templateUntil } from "./parse-template";
import type { Expression } from "./syntax";

const START = /<<-?[\p{L}_][\p{L}\p{N}_-]*[^\S\n]*\n/uy;
const LINE = /[^\n]*(\n|$)/y;

/**
 * Parses a multi-line string, up to the line that contains only its marker. `<<-` removes the
 * indentation that all lines share.
 * @see https://developer.hashicorp.com/terraform/language/expressions/strings#heredoc-strings
 */
export function heredoc(cursor: Cursor, parser: ExpressionParser): Expression {
  const start = cursor.match(START) ?? cursor.fail("expected a heredoc's marker and a new line");
  const marker = start.replace(/^<<-?/, "").trim();
  const lines: string[] = [];
  while (!cursor.atEnd) {
    const from = cursor.position;
    const line = cursor.match(LINE) ?? "";
    if (line.trim() === marker) {
      // The text after the marker belongs to the surrounding expression.
      cursor.position = from + line.indexOf(marker) + marker.length;
      const kept = start.startsWith("<<-") ? withoutIndentation(lines) : lines;
      return templateUntil(new Cursor(kept.join("")), (inner) => inner.atEnd, "file", parser);
    }
    lines.push(line);
  }
  return cursor.fail(`expected the line "${marker}"`);
}

/** Ignores blank lines, and leaves them unchanged. */
function withoutIndentation(lines: readonly string[]): string[] {
  const texts = lines.filter((line) => line.trim() !== "");
  const indentation = Math.min(...texts.map((line) => line.length - line.trimStart().length));
  return lines.map((line) => (line.trim() === "" ? line : line.slice(indentation)));
}
