import { randomUUID } from "node:crypto";
import { isNumber, parseNumber } from "./numbers";
import type { VtlValue } from "./values";

/** Marks texts that stand for numbers which JavaScript's own JSON would change. */
const MARK = `number:${randomUUID()}:`;
const MARKED = new RegExp(`"${MARK}([^"]*)"`, "g");

const TEXT_OR_NUMBER = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/**
 * JSON data whose numbers are as Java reads them: whole ones of any size, and Doubles.
 * @throws SyntaxError when it is no JSON
 */
export function parseJson(text: string): unknown {
  const data: unknown = JSON.parse(text);
  const marked = text.replace(TEXT_OR_NUMBER, (token) =>
    isKept(token) ? token : `"${MARK}${token}"`,
  );
  return marked === text ? data : JSON.parse(marked, unmarked);
}

function isKept(token: string): boolean {
  return token.startsWith('"') || (!/[.eE]/.test(token) && Number.isSafeInteger(Number(token)));
}

function unmarked(_: string, value: unknown): unknown {
  const isMarked = typeof value === "string" && value.startsWith(MARK);
  return isMarked ? parseNumber(value.slice(MARK.length)) : value;
}

/** A template's value, or data of `parseJson`, as compact JSON. */
export function stringifyJson(value: unknown): string {
  return (JSON.stringify(toPlain(value)) ?? "").replace(MARKED, "$1");
}

/** Plain data: maps as objects without a prototype, numbers marked that JSON would change. */
function toPlain(value: unknown): unknown {
  if (typeof value === "object" && isNumber(value)) return `${MARK}${value.toString()}`;
  if (typeof value === "bigint") return `${MARK}${value}`;
  if (Array.isArray(value)) return Array.from(value, toPlain);
  if (typeof value !== "object" || value === null) return value;
  const plain = Object.create(null) as Record<string, unknown>;
  const entries = value instanceof Map ? (value as Map<string, VtlValue>) : Object.entries(value);
  for (const [key, item] of entries) plain[key] = toPlain(item);
  return plain;
}
