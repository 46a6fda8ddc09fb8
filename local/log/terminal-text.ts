/** Control characters that change what a terminal shows elsewhere: all but newline and tab. */
const CONTROL = /[\0-\x08\x0b-\x1f\x7f-\x9f]/;

/**
 * Control sequences, each whole, then whatever control character is left: of a sequence that isn't
 * complete just the characters that begin it. A text that a sequence holds (a window's title, a
 * hyperlink) ends at its line's end at the latest, so no match looks at a character twice.
 * @see https://ecma-international.org/publications-and-standards/standards/ecma-48/
 */
const SEQUENCES = new RegExp(
  [
    String.raw`(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]`,
    String.raw`(?:\x1b[\]PX^_]|[\x90\x98\x9d-\x9f])[^\0-\x08\x0a-\x1f\x7f-\x9f]*(?:\x07|\x1b\\|\x9c)`,
    String.raw`\x1b[ -/]*[0-~]`,
    CONTROL.source,
  ].join("|"),
  "g",
);
const COLOUR = /^\x1b\[[\d;:]*m$/;

/** Text without control sequences but, where they are kept, those that set colours. */
export function terminalText(text: string, { colours }: { readonly colours: boolean }): string {
  if (!CONTROL.test(text)) {
    return text;
  }
  return text.replace(SEQUENCES, (sequence) => (colours && COLOUR.test(sequence) ? sequence : ""));
}

/** Whether colours are wanted. @see https://no-color.org */
export function wantsColours({ NO_COLOR }: NodeJS.ProcessEnv): boolean {
  return !NO_COLOR;
}

const RESET = "\x1b[0m";

/** Ends the colours of each line with the line: the next may be another function's. */
export function colouredLines(lines: string): string {
  if (!lines.includes("\x1b")) {
    return lines;
  }
  return lines.replace(/^.*\x1b\[[\d;:]*m.*$/gm, (line) =>
    line.endsWith(RESET) ? line : `${line}${RESET}`,
  );
}
