import { isUtf8 } from "node:buffer";
import { StackError } from "../../stack-error";
import { ExpressionValueError } from "../values";

/** The bytes of a text in one encoding, and back. */
interface Encoding {
  encode(text: string): Buffer;
  decode(bytes: Buffer): string;
}

const utf16le: Encoding = {
  encode: (text) => Buffer.from(text, "utf16le"),
  decode: (bytes) => bytes.toString("utf16le"),
};
const utf16be: Encoding = {
  encode: (text) => utf16le.encode(text).swap16(),
  decode: (bytes) => utf16le.decode(Buffer.from(bytes).swap16()),
};
const BYTE_ORDER_MARK = "\uFEFF";

const encodings: Readonly<Record<string, Encoding>> = {
  "utf-8": {
    encode: (text) => Buffer.from(text),
    decode: (bytes) => (isUtf8(bytes) ? bytes.toString() : undefinedSymbols()),
  },
  "utf-16le": utf16le,
  "utf-16be": utf16be,
  "utf-16": {
    encode: (text) => utf16be.encode(BYTE_ORDER_MARK + text),
    decode: (bytes) => {
      const isLittle = bytes[0] === 0xff && bytes[1] === 0xfe;
      return (isLittle ? utf16le : utf16be).decode(bytes).replace(/^\uFEFF/, "");
    },
  },
  "us-ascii": firstOfUnicode(128),
  "iso-8859-1": firstOfUnicode(256),
  latin1: firstOfUnicode(256),
};

/** @throws StackError for an encoding that the runner doesn't know */
export function encodingNamed(name: string): Encoding {
  const wanted = name.toLowerCase();
  const known = Object.hasOwn(encodings, wanted) ? encodings[wanted] : undefined;
  if (known) {
    return known;
  }
  throw new StackError(`the encoding "${name}" is not supported by the local runner`);
}

/** The encoding whose bytes are the numbers of Unicode's first characters. */
function firstOfUnicode(count: number): Encoding {
  const fits = (codes: readonly number[]) => codes.every((code) => code < count);
  return {
    encode: (text) => {
      const codes = [...text].map((character) => character.codePointAt(0) ?? 0);
      return fits(codes) ? Buffer.from(codes) : undefinedSymbols();
    },
    decode: (bytes) => (fits([...bytes]) ? bytes.toString("latin1") : undefinedSymbols()),
  };
}

function undefinedSymbols(): never {
  throw new ExpressionValueError("it has characters that the encoding doesn't define");
}
