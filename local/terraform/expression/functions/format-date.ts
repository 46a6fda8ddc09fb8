import { ExpressionValueError } from "../values";
import type { Timestamp } from "./timestamp";
import { localDate, offsetText } from "./timestamp";

/** A quoted text, a letter that is repeated any number of times, or other text. */
const TOKEN = /''|'(?:[^']|'')*'|'|([a-zA-Z])\1*|[^a-zA-Z']+/g;

/** @see https://developer.hashicorp.com/terraform/language/functions/formatdate */
export function formatDate(pattern: string, time: Timestamp): string {
  const words = written(time);
  return pattern.replace(TOKEN, (token) => {
    if (token.startsWith("'")) {
      return unquoted(token);
    }
    if (!/^[a-zA-Z]/.test(token)) {
      return token;
    }
    const word = Object.hasOwn(words, token) ? words[token] : undefined;
    if (word !== undefined) {
      return word;
    }
    throw new ExpressionValueError(
      `"${token}" is not part of a date; allowed: ${Object.keys(words).join(", ")}`,
    );
  });
}

function unquoted(token: string): string {
  if (token === "''") {
    return "'";
  }
  if (token === "'") {
    throw new ExpressionValueError("a quotation mark in the format is not closed");
  }
  return token.slice(1, -1).replaceAll("''", "'");
}

/** Each part of a date, by the letters that represent it. */
function written(time: Timestamp): Readonly<Record<string, string>> {
  const date = localDate(time);
  const name = (options: Intl.DateTimeFormatOptions) =>
    date.toLocaleDateString("en-US", { ...options, timeZone: "UTC" });
  const [hours, minutes, seconds] = [
    date.getUTCHours(),
    date.getUTCMinutes(),
    date.getUTCSeconds(),
  ];
  const half = hours < 12 ? "am" : "pm";
  return {
    YY: two(date.getUTCFullYear() % 100),
    YYYY: String(date.getUTCFullYear()).padStart(4, "0"),
    M: String(date.getUTCMonth() + 1),
    MM: two(date.getUTCMonth() + 1),
    MMM: name({ month: "short" }),
    MMMM: name({ month: "long" }),
    D: String(date.getUTCDate()),
    DD: two(date.getUTCDate()),
    EEE: name({ weekday: "short" }),
    EEEE: name({ weekday: "long" }),
    h: String(hours),
    hh: two(hours),
    H: String(hours % 12 || 12),
    HH: two(hours % 12 || 12),
    AA: half.toUpperCase(),
    aa: half,
    m: String(minutes),
    mm: two(minutes),
    s: String(seconds),
    ss: two(seconds),
    Z: time.offsetMinutes === 0 ? "Z" : offsetText(time, ":"),
    ZZZ: time.offsetMinutes === 0 ? "UTC" : offsetText(time, ""),
    ZZZZ: offsetText(time, ""),
    ZZZZZ: offsetText(time, ":"),
  };
}

function two(value: number): string {
  return String(value).padStart(2, "0");
}
