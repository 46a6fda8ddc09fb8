import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import { Value } from "../resolved-stack";

/** A value was given to a function or operator that takes another type. */
export class ExpressionTypeError extends Error {}

export function text(value: Value | undefined): string {
  if (typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  throw new ExpressionTypeError(`expected text, got ${JSON.stringify(value)}`);
}

export function number(value: Value | undefined): number {
  const result = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  if (typeof result === "number" && !Number.isNaN(result)) return result;
  throw new ExpressionTypeError(`expected a number, got ${JSON.stringify(value)}`);
}

export function boolean(value: Value | undefined): boolean {
  if (typeof value === "boolean") return value;
  if (value === "true" || value === "false") return value === "true";
  throw new ExpressionTypeError(`expected true or false, got ${JSON.stringify(value)}`);
}

export function list(value: Value | undefined): Value[] {
  if (Array.isArray(value)) return value;
  throw new ExpressionTypeError(`expected a list, got ${JSON.stringify(value)}`);
}

export function object(value: Value | undefined): Record<string, Value> {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value;
  throw new ExpressionTypeError(`expected an object, got ${JSON.stringify(value)}`);
}

type TerraformFunction = (args: Value[], folder: string) => Value;

const hash = (algorithm: string, value: string | Buffer, encoding: "hex" | "base64") =>
  createHash(algorithm).update(value).digest(encoding);
const file = (name: Value | undefined, folder: string) =>
  readFileSync(path.resolve(folder, text(name)));

/** Keys in the order of their names, as Terraform writes an object, and its escapes in JSON text. */
function jsonencode(value: Value): string {
  return JSON.stringify(sorted(value)).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

function sorted(value: Value): Value {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  const names = Object.keys(value).sort((a, b) => (a < b ? -1 : 1));
  return Object.fromEntries(names.map((name) => [name, sorted(value[name] ?? null)]));
}

function flatten(value: Value): Value[] {
  return Array.isArray(value) ? value.flatMap(flatten) : [value];
}

function distinct(values: Value[]): Value[] {
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
}

function replace([value, search, replacement]: Value[]): string {
  const pattern = /^\/(.*)\/$/s.exec(text(search))?.[1];
  if (pattern === undefined) return text(value).replaceAll(text(search), () => text(replacement));
  return text(value).replace(new RegExp(pattern, "g"), text(replacement));
}

/** The verbs of `format` that CDKTF programs use: %s, %d, %v, %q and %%. */
function format([pattern, ...args]: Value[]): string {
  let at = 0;
  return text(pattern).replace(/%(.)/g, (verb: string, letter: string) => {
    if (letter === "%") return "%";
    const value = args[at++];
    if (letter === "d") return String(Math.trunc(number(value)));
    if (letter === "q") return JSON.stringify(text(value));
    if (letter === "s") return text(value);
    if (letter === "v") return typeof value === "object" ? jsonencode(value) : text(value);
    throw new ExpressionTypeError(`format's verb "${verb}" is not supported`);
  });
}

/**
 * The functions that synthesised configurations call.
 * @see https://developer.hashicorp.com/terraform/language/functions
 */
export const functions: Readonly<Record<string, TerraformFunction>> = {
  abspath: ([name], folder) => path.resolve(folder, text(name)),
  base64decode: ([value]) => Buffer.from(text(value), "base64").toString("utf8"),
  base64encode: ([value]) => Buffer.from(text(value)).toString("base64"),
  base64sha256: ([value]) => hash("sha256", text(value), "base64"),
  basename: ([name]) => path.basename(text(name)),
  coalesce: (args) => args.find((value) => value !== null && value !== "") ?? null,
  compact: ([values]) => list(values).filter((value) => value !== null && value !== ""),
  concat: (args) => args.flatMap(list),
  contains: ([values, wanted]) =>
    list(values).some((value) => JSON.stringify(value) === JSON.stringify(wanted)),
  dirname: ([name]) => path.dirname(text(name)),
  distinct: ([values]) => distinct(list(values)),
  element: ([values, index]) => list(values)[number(index) % list(values).length] ?? null,
  file: ([name], folder) => file(name, folder).toString("utf8"),
  filebase64: ([name], folder) => file(name, folder).toString("base64"),
  filebase64sha256: ([name], folder) => hash("sha256", file(name, folder), "base64"),
  filemd5: ([name], folder) => hash("md5", file(name, folder), "hex"),
  filesha1: ([name], folder) => hash("sha1", file(name, folder), "hex"),
  filesha256: ([name], folder) => hash("sha256", file(name, folder), "hex"),
  flatten: ([values]) => flatten(list(values)),
  format: (args) => format(args),
  join: ([separator, ...values]) => values.flatMap(list).map(text).join(text(separator)),
  jsondecode: ([value]) => JSON.parse(text(value)) as Value,
  jsonencode: ([value]) => jsonencode(value ?? null),
  keys: ([value]) => Object.keys(object(value)).sort(),
  length: ([value]) =>
    typeof value === "string" ? [...value].length : Object.keys(value ?? {}).length,
  lookup: ([map, key, otherwise]) => object(map)[text(key)] ?? otherwise ?? null,
  lower: ([value]) => text(value).toLowerCase(),
  max: (args) => Math.max(...args.map(number)),
  md5: ([value]) => hash("md5", text(value), "hex"),
  merge: (args) => Object.assign({}, ...args.map((value) => value ?? {})) as Value,
  min: (args) => Math.min(...args.map(number)),
  replace: (args) => replace(args),
  sha1: ([value]) => hash("sha1", text(value), "hex"),
  sha256: ([value]) => hash("sha256", text(value), "hex"),
  split: ([separator, value]) => text(value).split(text(separator)),
  substr: ([value, offset, length]) => substr(text(value), number(offset), number(length)),
  tobool: ([value]) => boolean(value),
  tolist: ([values]) => list(values),
  tonumber: ([value]) => number(value),
  toset: ([values]) => distinct(list(values)),
  tostring: ([value]) => text(value),
  trimprefix: ([value, prefix]) => {
    const [whole, start] = [text(value), text(prefix)];
    return whole.startsWith(start) ? whole.slice(start.length) : whole;
  },
  trimspace: ([value]) => text(value).trim(),
  trimsuffix: ([value, suffix]) => {
    const [whole, end] = [text(value), text(suffix)];
    return end && whole.endsWith(end) ? whole.slice(0, -end.length) : whole;
  },
  upper: ([value]) => text(value).toUpperCase(),
  urlencode: ([value]) => new URLSearchParams({ v: text(value) }).toString().slice(2),
  values: ([value]) =>
    Object.keys(object(value))
      .sort()
      .map((name) => object(value)[name] ?? null),
};

function substr(value: string, offset: number, length: number): string {
  const start = offset < 0 ? value.length + offset : offset;
  return length < 0 ? value.slice(start) : value.slice(start, start + length);
}
