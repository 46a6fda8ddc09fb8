import { javaFullMatch, javaRegex, javaReplacement } from "../../java/regex";
import { withPatternLimit } from "../../limits/pattern-limit";
import { spendText, spendWork } from "../../limits/work-limit";
import type { VtlValue } from "../values";
import { index, methods, text } from "./method";

/** @see https://docs.oracle.com/javase/8/docs/api/java/lang/String.html */
export const STRING = methods<string>({
  length: (value) => value.length,
  isEmpty: (value) => value === "",
  isBlank: (value) => value.trim() === "",
  trim: (value) => value.trim(),
  toLowerCase: (value) => value.toLowerCase(),
  toUpperCase: (value) => value.toUpperCase(),
  contains: (value, [part]) => value.includes(sought(value, part)),
  startsWith: (value, [part, at]) => value.startsWith(compared(value, part), index(at, 0)),
  endsWith: (value, [part]) => value.endsWith(compared(value, part)),
  indexOf: (value, [part, from]) => value.indexOf(sought(value, part), index(from, 0)),
  lastIndexOf: (value, [part, from]) =>
    value.lastIndexOf(sought(value, part), index(from, Infinity)),
  charAt: (value, [at]) => value.charAt(index(at, 0)),
  substring: (value, [from, to]) => value.substring(index(from, 0), index(to, value.length)),
  concat: (value, [other]) => value + text(other),
  equalsIgnoreCase: (value, [other]) =>
    value.toLowerCase() === compared(value, other).toLowerCase(),
  compareTo: (value, [other]) => compareTexts(value, text(other)),
  compareToIgnoreCase: (value, [other]) =>
    compareTexts(value.toLowerCase(), compared(value, other).toLowerCase()),
  replace: (value, [from, to]) => replaced(value, sought(value, from), text(to)),
  replaceAll: (value, [pattern, to]) => replacedByPattern(value, text(pattern), "g", text(to)),
  replaceFirst: (value, [pattern, to]) => replacedByPattern(value, text(pattern), "", text(to)),
  matches: (value, [pattern]) => {
    const matches = javaFullMatch(text(pattern));
    return withPatternLimit(text(pattern), value, () => matches(value));
  },
  split: (value, [pattern, limit]) =>
    withPatternLimit(text(pattern), value, () =>
      splitAsJava(value, text(pattern), index(limit, 0)),
    ),
  valueOf: (_: string, [value]: VtlValue[]) => text(value),
  join: (_, [separator, list]) => (Array.isArray(list) ? list.map(text).join(text(separator)) : ""),
});

/** V8 finds a part up to this length in one pass; a longer one can take a pass per character. */
const MAX_QUICK = 250;

/** A part to search for. The search is charged to the budget. */
function sought(value: string, part: VtlValue): string {
  const wanted = text(part);
  spendText(value.length * (wanted.length > MAX_QUICK ? wanted.length : 1));
  return wanted;
}

/** A text to compare with. The comparison is charged to the budget. */
function compared(value: string, other: VtlValue): string {
  const wanted = text(other);
  spendText(value.length + wanted.length);
  return wanted;
}

function replaced(value: string, from: string, to: string): string {
  const parts = value.split(from);
  spendWork(parts.length);
  spendText(value.length + (parts.length - 1) * to.length);
  return parts.join(to);
}

function replacedByPattern(value: string, pattern: string, flags: string, to: string): string {
  const regex = javaRegex(pattern, flags);
  return withPatternLimit(pattern, value, () => value.replace(regex, javaReplacement(to)));
}

/** Java's `compareTo`: the difference of the first characters that differ, else of the lengths. */
function compareTexts(one: string, other: string): number {
  const length = Math.min(one.length, other.length);
  spendText(length);
  let at = 0;
  while (at < length && one[at] === other[at]) {
    at += 1;
  }
  return at === length ? one.length - other.length : one.charCodeAt(at) - other.charCodeAt(at);
}

/** Java's `split`: groups add no parts, and trailing empty parts are dropped unless a limit is given. */
function splitAsJava(value: string, pattern: string, limit: number): VtlValue[] {
  const parts: string[] = [];
  let from = 0;
  for (const { index: at, 0: separator } of value.matchAll(javaRegex(pattern, "g"))) {
    if (limit > 0 && parts.length === limit - 1) {
      break;
    }
    if (at === 0 && separator === "") {
      continue;
    }
    spendWork(1);
    parts.push(value.slice(from, at));
    from = at + separator.length;
  }
  parts.push(value.slice(from));
  while (limit === 0 && parts.length > 1 && parts.at(-1) === "") {
    parts.pop();
  }
  return parts;
}
