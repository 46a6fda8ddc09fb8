import type { TracedBody } from "../gateway/trace";

const MAX_LINES = 20;
const MAX_LINE_LENGTH = 200;
const MAX_INLINE_LENGTH = 100;

/** A named text: on the line of its name if it is short, else in lines of its own, cut if long. */
export function textBlock(name: string, text: string, bytes = Buffer.byteLength(text)): string[] {
  if (!text.includes("\n") && text.length <= MAX_INLINE_LENGTH) {
    return [`${name}: ${text === "" ? "empty" : text}`];
  }
  const lines = text.replace(/\n$/, "").split("\n");
  const shown = lines.slice(0, MAX_LINES).map((line) => `| ${cut(line)}`);
  const isCut = lines.length > MAX_LINES || shown.some((line) => line.endsWith("…"));
  return [`${name}:${isCut ? ` (${bytes} bytes, shortened)` : ""}`, ...shown];
}

export function bodyBlock(name: string, { text, encoding, bytes }: TracedBody): string[] {
  return encoding === "base64"
    ? [`${name}: ${bytes} bytes that are not text`]
    : textBlock(name, text, bytes);
}

/** The end of a text that is shortened, because it matters most: a log. */
export function lastLines(text: string): string {
  const lines = text.replace(/\n$/, "").split("\n");
  const rest = lines.length - MAX_LINES + 1;
  return lines.length > MAX_LINES ? ["…", ...lines.slice(rest)].join("\n") : lines.join("\n");
}

export function cut(line: string): string {
  return line.length > MAX_LINE_LENGTH ? `${line.slice(0, MAX_LINE_LENGTH)}…` : line;
}
