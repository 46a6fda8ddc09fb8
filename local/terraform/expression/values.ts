import type { Value } from "../resolved-stack";
import { refuseWhole } from "./resource-value";

/**
 * A function or operator got a value that it doesn't accept, or a function failed. Terraform's `try`
 * and `can` catch these errors.
 */
export class ExpressionValueError extends Error {}

export function text(value: Value | undefined): string {
  if (typeof value === "string") {
    return value;
  }
  if (typeof value === "number") {
    return numberText(value);
  }
  if (typeof value === "boolean") {
    return String(value);
  }
  throw unexpected("a string", value);
}

const NUMBER = /^-?\d+(\.\d+)?(e[-+]?\d+)?$/i;

export function number(value: Value | undefined): number {
  if (typeof value === "number") {
    return value;
  }
  if (typeof value === "string" && NUMBER.test(value)) {
    return Number(value);
  }
  throw unexpected("a number", value);
}

export function integer(value: Value | undefined): number {
  const result = number(value);
  if (Number.isInteger(result)) {
    return result;
  }
  throw unexpected("a whole number", value);
}

export function boolean(value: Value | undefined): boolean {
  if (typeof value === "boolean") {
    return value;
  }
  if (value === "true" || value === "1") {
    return true;
  }
  if (value === "false" || value === "0") {
    return false;
  }
  throw unexpected("true or false", value);
}

export function list(value: Value | undefined): Value[] {
  if (Array.isArray(value)) {
    return value;
  }
  throw unexpected("a list", value);
}

/** @throws StackError for a resource as a whole */
export function object(value: Value | undefined): Record<string, Value> {
  if (!isObject(value)) {
    throw unexpected("an object", value);
  }
  refuseWhole(value);
  return value;
}

export function isObject(value: Value | undefined): value is Record<string, Value> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Names in the order in which Terraform iterates over an object. */
export function sortedKeys(value: Record<string, Value>): string[] {
  return Object.keys(value).sort(byCodePoints);
}

/** Terraform's sort order; JavaScript's own is by UTF-16 code units. */
export function byCodePoints(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

/** Terraform's equality: values of different types differ; the order of names is irrelevant. */
export function equal(a: Value, b: Value): boolean {
  return jsonText(a) === jsonText(b);
}

/**
 * Converts values to one type, as for the items of a list or set: beside a string, numbers and
 * booleans become strings. Does not convert inside lists and objects.
 */
export function unified(values: readonly Value[]): Value[] {
  const types = new Set(values.filter((value) => value !== null).map((value) => typeof value));
  if (types.size < 2 || types.has("object")) {
    return [...values];
  }
  if (types.has("string")) {
    return values.map((value) => (value === null ? null : text(value)));
  }
  throw new ExpressionValueError("expected values of one type, got numbers and booleans");
}

/** Lists that represent sets, over which Terraform iterates differently. */
const sets = new WeakSet<object>();

/** The set of a list's values: each value once, in Terraform's order. */
export function setOf(values: readonly Value[]): Value[] {
  const members = unified(values).map((value) => [jsonText(value), value] as const);
  const distinct = [...new Map(members).values()];
  distinct.sort((a, b) => {
    if (typeof a === "number" && typeof b === "number") {
      return a - b;
    }
    return byCodePoints(jsonText(a), jsonText(b));
  });
  sets.add(distinct);
  return distinct;
}

export function isSet(value: Value): value is Value[] {
  return typeof value === "object" && value !== null && sets.has(value);
}

/** The pairs of an iteration: objects by sorted name; in a set, the key is the value. */
export function pairsOf(value: Value): [key: Value, value: Value][] {
  if (Array.isArray(value)) {
    return value.map((item, at) => [isSet(value) ? item : at, item]);
  }
  const own = object(value);
  return sortedKeys(own).map((name) => [name, own[name] ?? null]);
}

/** JSON as Terraform writes it: sorted names, and HTML characters escaped. */
export function jsonText(value: Value): string {
  if (Array.isArray(value)) {
    return `[${value.map(jsonText).join(",")}]`;
  }
  if (isObject(value)) {
    const own = object(value);
    const entries = sortedKeys(own).map(
      (name) => `${jsonString(name)}:${jsonText(own[name] ?? null)}`,
    );
    return `{${entries.join(",")}}`;
  }
  if (typeof value === "number") {
    return numberText(value);
  }
  return typeof value === "string" ? jsonString(value) : String(value);
}

export function jsonString(value: string): string {
  return htmlSafe(JSON.stringify(value));
}

/** Terraform is written in Go, whose JSON escapes HTML characters. */
export function htmlSafe(json: string): string {
  return json.replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** Terraform never writes a number with an exponent. */
function numberText(value: number): string {
  const plain = String(value);
  if (!plain.includes("e")) {
    return plain;
  }
  return value.toLocaleString("en-US", { useGrouping: false, maximumFractionDigits: 20 });
}

/** A value for an error message: short, and without resolving attributes. */
export function shown(value: Value | undefined): string {
  if (Array.isArray(value)) {
    return "a list";
  }
  if (isObject(value)) {
    return "an object";
  }
  const whole = JSON.stringify(value) ?? "nothing";
  return whole.length > 100 ? `${whole.slice(0, 100)}…` : whole;
}

function unexpected(wanted: string, value: Value | undefined): ExpressionValueError {
  return new ExpressionValueError(`expected ${wanted}, got ${shown(value)}`);
}
