import type { HeaderLines } from "../gateway/common/http/http-message";

/** Names of headers, query parameters and fields of events whose values are often secrets. */
const SECRET = /authorization|cookie|api[-_]?key$|token|secret|password|signature|credential/i;
/** Replaces a value that may be a secret. */
export const MASK = "***";

/** Whether the value of a header, query parameter or field with this name may be a secret. */
export function isSecretName(name: string): boolean {
  return SECRET.test(name);
}

/** Header lines whose secrets are masked. */
export function maskedHeaders(headers: HeaderLines): HeaderLines {
  return headers.map(([name, value]) => [name, SECRET.test(name) ? MASK : value]);
}

/** A query string whose secrets are masked. */
export function maskedQuery(query: string): string {
  return query.replace(/([^&=]+)=[^&]*/g, (pair, name: string) =>
    SECRET.test(name) ? `${name}=${MASK}` : pair,
  );
}

/** A value of JSON whose fields that may be secrets are masked, however deep they are. */
export function maskedJson(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(maskedJson);
  }
  if (typeof value !== "object" || value === null) {
    return value;
  }
  const entries = Object.entries(value).map(([name, field]) => [name, maskedField(name, field)]);
  return Object.fromEntries(entries);
}

function maskedField(name: string, field: unknown): unknown {
  if (name === "rawQueryString" && typeof field === "string") {
    return maskedQuery(field);
  }
  return SECRET.test(name) && field !== null ? MASK : maskedJson(field);
}
