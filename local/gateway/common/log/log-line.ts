/** Receives the lines of a log that stages have, without line breaks. */
export type WriteLine = (line: string) => void;

/** Escapes control characters: a line break in a value can't begin another line. */
export function withoutBreaks(text: string): string {
  return text.replace(/\p{Cc}/gu, (character) => JSON.stringify(character).slice(1, -1));
}
