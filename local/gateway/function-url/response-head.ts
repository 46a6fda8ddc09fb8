import { headerBytes, isSendable, unsendableHeader } from "../common/http/header-lines";
import { isHopByHop } from "../common/http/hop-by-hop";
import { isNamed, type HeaderLines } from "../common/http/http-message";

export type Fields = Readonly<Record<string, unknown>>;

/** Status and headers of a response; or why Lambda doesn't accept them. */
export type ResponseHead =
  | { readonly status: number; readonly headers: HeaderLines; readonly problem?: undefined }
  | { readonly problem: string };

/**
 * Reads `statusCode`, `headers` and `cookies`, of a function's result or of the metadata of a stream.
 * @param defaultType the Content-Type of a response that has none
 */
export function responseHead(fields: Fields, defaultType: string): ResponseHead {
  const { statusCode = 200, headers: given, cookies } = fields;
  const status = Number(statusCode);
  if (!Number.isInteger(status) || status < 200 || status > 599) {
    return { problem: `its statusCode is ${JSON.stringify(statusCode)}; allowed: 200 to 599` };
  }
  const headers = [...namedHeaders(given), ...cookieHeaders(cookies)];
  const unsendable = headers.find((line) => !isSendable(line));
  if (unsendable) {
    return { problem: unsendableHeader(unsendable) };
  }
  const hasType = headers.some(([name]) => isNamed(name, "content-type"));
  return { status, headers: hasType ? headers : [["Content-Type", defaultType], ...headers] };
}

/**
 * The names are sent in lower case, except for Content-Type. How the body is framed, and what
 * happens to the connection, isn't the function's to say.
 */
function namedHeaders(value: unknown): [string, string][] {
  if (!isFields(value)) {
    return [];
  }
  const sent = Object.entries(value).filter(([name]) => !isHopByHop(name));
  return sent.map(([name, one]) => {
    const lower = name.toLowerCase();
    return [lower === "content-type" ? "Content-Type" : lower, headerBytes(textOf(one))];
  });
}

function cookieHeaders(value: unknown): [string, string][] {
  return Array.isArray(value)
    ? value.map((cookie) => ["set-cookie", headerBytes(String(cookie))])
    : [];
}

/** Lambda writes an object as Java does: `{name=value}`. */
function textOf(value: unknown): string {
  return isFields(value)
    ? `{${Object.entries(value)
        .map(([name, one]) => `${name}=${textOf(one)}`)
        .join(", ")}}`
    : String(value);
}

export function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
