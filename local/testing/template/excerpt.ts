import { positionAt, type Position } from "../../gateway/common/velocity/position";

const LINES_BEFORE = 2;

/** `file:line:column: problem`, and the line with a mark below the column. */
export function excerpt(
  name: string,
  source: string,
  at: number | undefined,
  problem: string,
): string {
  if (at === undefined) {
    return `${name}: ${problem}`;
  }
  const position = positionAt(source, at);
  return `${name}:${position.line}:${position.column}: ${problem}\n${marked(source, position)}`;
}

/** The line of a position and those before it, with a mark below the column. */
function marked(text: string, position: Position): string {
  return numbered(text, position)
    .slice(-2 - LINES_BEFORE)
    .join("\n");
}

/** The text with line numbers and a mark below the position. */
export function wholeMarked(text: string, at: number): string {
  const position = positionAt(text, at);
  const rest = text.split(LINE_END).slice(position.line);
  const after = rest.map((content, index) => `  ${position.line + index + 1} | ${content}`);
  return [...numbered(text, position), ...after].join("\n");
}

const LINE_END = /\r\n?|\n/;

/** The lines up to a position, and the mark. */
function numbered(text: string, { line, column }: Position): string[] {
  const lines = text.split(LINE_END).slice(0, line);
  return [
    ...lines.map((content, index) => `  ${index + 1} | ${content}`),
    `  ${" ".repeat(String(line).length)} | ${" ".repeat(column - 1)}^`,
  ];
}
