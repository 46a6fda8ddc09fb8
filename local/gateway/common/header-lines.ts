import type { HeaderLines } from "./http-message";

const NAME = /^[!#$%&'*+.^_`|~\dA-Za-z-]+$/;
const NOT_OF_VALUES = /[^\t\x20-\x7e\x80-\xff]/;
const ALL_NOT_OF_VALUES = new RegExp(NOT_OF_VALUES, "g");

/**
 * Whether HTTP allows a header: its name, and every byte of its value.
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-5
 */
export function isSendable([name, value]: HeaderLines[number]): boolean {
  return NAME.test(name) && !NOT_OF_VALUES.test(value);
}

/** Why a response with such a header isn't sent; its value may be a secret. */
export function unsendableHeader([name]: HeaderLines[number]): string {
  return `the response has a header that HTTP doesn't allow, in its name or its value: ${name}`;
}

/** Text as the bytes of a header line: UTF-8, each byte as one character. */
export function headerBytes(text: string): string {
  // Most are ASCII, whose bytes are their characters.
  if (!/[^\0-\x7f]/.test(text)) {
    return text;
  }
  return Buffer.from(text).toString("latin1");
}

/** Text that may hold what came in a header line, which is bytes already. */
export function mappedBytes(text: string): string {
  return /[^\0-\xff]/.test(text) ? headerBytes(text) : text;
}

/** What a header line can carry: bytes, the characters that are none as UTF-8, and no line breaks. */
export function lineText(text: string): string {
  return mappedBytes(text).replace(ALL_NOT_OF_VALUES, " ");
}
