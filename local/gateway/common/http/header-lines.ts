import type { HeaderLines } from "./http-message";

const NAME = /^[!#$%&'*+.^_`|~\dA-Za-z-]+$/;
const INVALID_IN_VALUE = /[^\t\x20-\x7e\x80-\xff]/g;

/**
 * Whether HTTP allows a header: its name, and every byte of its value.
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-5
 */
export function isSendable([name, value]: HeaderLines[number]): boolean {
  return NAME.test(name) && value.search(INVALID_IN_VALUE) < 0;
}

/** The reason for not sending a response. It omits the value, which may be a secret. */
export function unsendableHeader([name]: HeaderLines[number]): string {
  return `the response has a header whose name or value HTTP doesn't allow: ${name}`;
}

/** Encodes text for a header line: UTF-8, one character per byte. */
export function headerBytes(text: string): string {
  return Buffer.from(text).toString("latin1");
}

/** Encodes text that may contain the value of a header line, whose characters are bytes already. */
export function mappedBytes(text: string): string {
  return /[^\0-\xff]/.test(text) ? headerBytes(text) : text;
}

/** Encodes text for a header line, with spaces for the characters that HTTP doesn't allow. */
export function lineText(text: string): string {
  return mappedBytes(text).replace(INVALID_IN_VALUE, " ");
}
