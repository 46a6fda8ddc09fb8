import { isUtf8 } from "node:buffer";

/** A body, template or event as it was sent, as text. */
export interface TracedBody {
  /** Cut after the first 1,048,576 bytes. */
  readonly text: string;
  /** How `text` represents the bytes: `base64` if they aren't valid UTF-8. */
  readonly encoding: "utf8" | "base64";
  /** Size of the whole body in bytes. */
  readonly bytes: number;
  /** Whether `text` is only the beginning. */
  readonly isCut: boolean;
}

/** Bytes of a body that a trace keeps. */
export const MAX_TRACED_BYTES = 1024 * 1024;

export function tracedBody(body: Buffer | string): TracedBody {
  const bytes = Buffer.byteLength(body);
  const isCut = bytes > MAX_TRACED_BYTES;
  if (typeof body === "string" && !isCut) {
    return { text: body, encoding: "utf8", bytes, isCut };
  }
  const whole = Buffer.from(body);
  const encoding = isUtf8(whole) ? "utf8" : "base64";
  const end = encoding === "utf8" ? characterEnd(whole) : MAX_TRACED_BYTES;
  return { text: whole.toString(encoding, 0, Math.min(end, bytes)), encoding, bytes, isCut };
}

/** The limit, or just before the character that it would split. */
function characterEnd(text: Buffer): number {
  let end = MAX_TRACED_BYTES;
  while (end < text.length && ((text[end] ?? 0) & 0xc0) === 0x80) {
    end -= 1;
  }
  return end;
}
