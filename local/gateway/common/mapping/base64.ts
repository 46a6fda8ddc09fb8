/** A payload can't be converted as configured. */
export class ConversionError extends Error {}

const CHARACTERS = /^[A-Za-z0-9+/]*(={0,2})$/;

/** Not a repeated group, which would exhaust V8's stack on megabytes. */
function isBase64(text: string): boolean {
  const padding = CHARACTERS.exec(text)?.[1];
  if (padding === undefined) {
    return false;
  }
  return padding === "" ? text.length % 4 !== 1 : text.length % 4 === 0;
}

/** @throws ConversionError when the text is not valid base64 */
export function decodeBase64(text: string): Buffer {
  const compact = text.replace(/[\r\n]/g, "");
  if (!isBase64(compact)) {
    throw new ConversionError("the payload is not valid base64");
  }
  return Buffer.from(compact, "base64");
}
