import { spendText } from "../limits/work-limit";
import { parseJson } from "../java/json";
import { fromJson, toJavaString, type VtlObject, type VtlValue } from "./values";

/**
 * `$util`
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-mapping-template-reference.html#util-template-reference
 */
export const UTIL: VtlObject = {
  kind: "object",
  property: () => undefined,
  call(method, [argument]) {
    const convert = FUNCTIONS.get(method);
    if (!convert || argument === undefined || argument === null) {
      return undefined;
    }
    return convert(toJavaString(argument));
  },
};

const FUNCTIONS: ReadonlyMap<string, (text: string) => VtlValue> = new Map(
  Object.entries({
    escapeJavaScript,
    parseJson: parsed,
    urlEncode,
    urlDecode,
    base64Encode: (text: string) => Buffer.from(text, "utf8").toString("base64"),
    base64Decode: (text: string) => Buffer.from(text, "base64").toString("utf8"),
  }),
);

export const UTIL_METHODS = [...FUNCTIONS.keys()];

const ESCAPES: Readonly<Record<string, string>> = {
  "'": "\\'",
  '"': '\\"',
  "\\": "\\\\",
  "/": "\\/",
  "\b": "\\b",
  "\n": "\\n",
  "\t": "\\t",
  "\f": "\\f",
  "\r": "\\r",
};

/** As in Apache Commons: a backslash before quotes and slashes, `\uXXXX` for other characters. */
function escapeJavaScript(text: string): string {
  return text.replace(/['"\\/\u0000-\u001f]|[^\u0000-\u007f]/g, (character) => {
    return ESCAPES[character] ?? unicodeEscape(character);
  });
}

function unicodeEscape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}`;
}

function parsed(text: string): VtlValue {
  spendText(text.length);
  try {
    return fromJson(parseJson(text));
  } catch (error) {
    if (error instanceof SyntaxError) {
      return undefined;
    }
    throw error;
  }
}

/** As Java's URLEncoder: form encoding, with `+` for a space. */
function urlEncode(text: string): string {
  return encodeURIComponent(Buffer.from(text, "utf8").toString("utf8"))
    .replace(/%20/g, "+")
    .replace(/[!'()~]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}

function urlDecode(text: string): VtlValue {
  try {
    return decodeURIComponent(text.replace(/\+/g, " "));
  } catch {
    return undefined;
  }
}
