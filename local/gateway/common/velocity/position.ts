/** A place in a text, both from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

export function positionAt(text: string, offset: number): Position {
  const before = lineStarts(text.slice(0, offset));
  return { line: before.length, column: offset - (before.at(-1) ?? 0) + 1 };
}

/** The offset of the first character of each line. */
export function lineStarts(text: string): number[] {
  return [0, ...Array.from(text.matchAll(/\r\n?|\n/g), ({ 0: end, index }) => index + end.length)];
}
