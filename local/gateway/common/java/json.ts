import { randomUUID } from "node:crypto";
import { isNumber, parseNumber } from "./numbers";
import { spendText, spendWork } from "../limits/work-limit";

/** Marks strings that replace numbers which JavaScript's JSON functions would change. */
const MARK = `number:${randomUUID()}:`;
const MARKED = new RegExp(`"${MARK}([^"]*)"`, "g");

const NUMBER_START = /[-\d]/;
const NUMBER = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

/**
 * Parses JSON with Java's numbers: integers of any size, and Doubles.
 * @throws SyntaxError if the text is not valid JSON
 */
export function parseJson(text: string): unknown {
  const data: unknown = JSON.parse(text);
  const marked = markNumbers(text);
  return marked === text ? data : JSON.parse(marked, unmarked);
}

/** Not a regular expression: on megabytes of text one would overflow V8's stack. */
function markNumbers(json: string): string {
  let marked = "";
  let done = 0;
  let at = 0;
  while (at < json.length) {
    if (json[at] === '"') {
      at = endOfText(json, at + 1);
      continue;
    }
    const literal = NUMBER_START.test(json[at] ?? "") ? numberAt(json, at) : undefined;
    if (literal !== undefined && !isKept(literal)) {
      spendWork(1);
      marked += `${json.slice(done, at)}"${MARK}${literal}"`;
      done = at + literal.length;
    }
    at += literal?.length ?? 1;
  }
  return marked + json.slice(done);
}

function numberAt(json: string, at: number): string | undefined {
  NUMBER.lastIndex = at;
  return NUMBER.exec(json)?.[0];
}

/** The index after the quote that ends a string. */
function endOfText(json: string, from: number): number {
  let quote = json.indexOf('"', from);
  while (isEscaped(json, quote)) {
    quote = json.indexOf('"', quote + 1);
  }
  return quote + 1;
}

function isEscaped(json: string, at: number): boolean {
  let first = at;
  while (json[first - 1] === "\\") {
    first -= 1;
  }
  return (at - first) % 2 === 1;
}

function isKept(literal: string): boolean {
  return !/[.eE]/.test(literal) && Number.isSafeInteger(Number(literal));
}

function unmarked(_: string, value: unknown): unknown {
  spendWork(1);
  const isMarked = typeof value === "string" && value.startsWith(MARK);
  return isMarked ? parseNumber(value.slice(MARK.length)) : value;
}

/** Writes a template's value, or data from `parseJson`, as compact JSON. */
export function stringifyJson(value: unknown): string {
  const json = (JSON.stringify(toPlain(value)) ?? "").replace(MARKED, "$1");
  spendText(json.length);
  return json;
}

/** Converts maps to objects without a prototype, and marks the numbers that JSON would change. */
function toPlain(value: unknown): unknown {
  spendWork(1);
  if (typeof value === "object" && isNumber(value)) {
    return `${MARK}${value.toString()}`;
  }
  if (typeof value === "bigint") {
    return `${MARK}${value}`;
  }
  if (Array.isArray(value)) {
    return Array.from(value, toPlain);
  }
  if (typeof value !== "object" || value === null) {
    return value;
  }
  const plain = Object.create(null) as Record<string, unknown>;
  const entries = value instanceof Map ? (value as Map<string, unknown>) : Object.entries(value);
  for (const [key, item] of entries) {
    plain[key] = toPlain(item);
  }
  return plain;
}
