import type { Value } from "../../resolved-stack";
import {
  boolean,
  byCodePoints,
  equal,
  ExpressionValueError,
  integer,
  list,
  number,
  object,
  sortedKeys,
  text,
  unified,
} from "../values";
import { graphemes } from "./graphemes";
import type { TerraformFunctions } from "./terraform-function";

function flatten(value: Value): Value[] {
  return Array.isArray(value) ? value.flatMap(flatten) : [value];
}

function distinct(values: readonly Value[]): Value[] {
  return unified(values).filter(
    (value, index, all) => all.findIndex((other) => equal(other, value)) === index,
  );
}

function coalesce(values: readonly Value[]): Value {
  const found = unified(values).find((value) => value !== null && value !== "");
  if (found !== undefined) {
    return found;
  }
  throw new ExpressionValueError("every argument is null or empty");
}

function element(values: Value[], index: number): Value {
  const found = index < 0 ? undefined : values[index % values.length];
  if (found !== undefined) {
    return found;
  }
  throw new ExpressionValueError(`index ${index} is outside a list of ${values.length}`);
}

function lookup(map: Record<string, Value>, key: string, otherwise: Value | undefined): Value {
  const found = Object.hasOwn(map, key) ? map[key] : otherwise;
  if (found !== undefined) {
    return found;
  }
  throw new ExpressionValueError(`there is no "${key}", and no default`);
}

function length(value: Value | undefined): number {
  if (typeof value === "string") {
    return graphemes(value).length;
  }
  return Array.isArray(value) ? value.length : Object.keys(object(value)).length;
}

function slice(values: Value[], start: number, end: number): Value[] {
  if (0 <= start && start <= end && end <= values.length) {
    return values.slice(start, end);
  }
  throw new ExpressionValueError(`${start} to ${end} is outside a list of ${values.length}`);
}

function range(args: readonly Value[]): number[] {
  const [first = 0, limit, given] = args.map(number);
  const [start, end] = limit === undefined ? [0, first] : [first, limit];
  const step = given ?? (end < start ? -1 : 1);
  const count = Math.ceil((end - start) / step);
  if (step === 0 || count < 0 || count > 1024) {
    throw new ExpressionValueError(
      `${start} to ${end} by ${step} is not a range of 0 to 1024 items`,
    );
  }
  return Array.from({ length: count }, (_, index) => start + index * step);
}

function indexOf(values: Value[], wanted: Value): number {
  const found = values.findIndex((value) => equal(value, wanted));
  if (found >= 0) {
    return found;
  }
  throw new ExpressionValueError("the list does not have the item");
}

function zipmap(keys: Value[], values: Value[]): Value {
  if (keys.length !== values.length) {
    throw new ExpressionValueError(`got ${keys.length} keys and ${values.length} values`);
  }
  return Object.fromEntries(keys.map((key, index) => [text(key), values[index] ?? null]));
}

function chunklist(values: Value[], size: number): Value[][] {
  if (size < 0) {
    throw new ExpressionValueError(`expected a size of 0 or more, got ${size}`);
  }
  if (size === 0) {
    return [values];
  }
  const count = Math.ceil(values.length / size);
  return Array.from({ length: count }, (_, at) => values.slice(at * size, (at + 1) * size));
}

function one(values: Value[]): Value {
  if (values.length > 1) {
    throw new ExpressionValueError(`expected a list of at most one item, got ${values.length}`);
  }
  return values[0] ?? null;
}

function merge(objects: readonly Value[]): Value {
  const given = objects.filter((value) => value !== null);
  return Object.fromEntries(given.flatMap((value) => Object.entries(object(value))));
}

function transpose(map: Record<string, Value>): Value {
  const found = new Map<string, string[]>();
  for (const key of sortedKeys(map)) {
    for (const value of list(map[key]).map(text)) {
      found.set(value, [...(found.get(value) ?? []), key]);
    }
  }
  return Object.fromEntries(found);
}

export const collectionFunctions: TerraformFunctions = {
  alltrue: ([values]) => list(values).every(boolean),
  anytrue: ([values]) => list(values).some(boolean),
  chunklist: ([values, size]) => chunklist(list(values), integer(size)),
  coalesce: (args) => coalesce(args),
  coalescelist: (args) => coalesce(args.map(list).filter((values) => values.length > 0)),
  compact: ([values]) => list(values).filter((value) => value !== null && value !== ""),
  concat: (args) => args.flatMap(list),
  contains: ([values, wanted = null]) => list(values).some((value) => equal(value, wanted)),
  distinct: ([values]) => distinct(list(values)),
  element: ([values, index]) => element(list(values), integer(index)),
  flatten: ([values]) => flatten(list(values)),
  index: ([values, wanted = null]) => indexOf(list(values), wanted),
  keys: ([map]) => sortedKeys(object(map)),
  length: ([value]) => length(value),
  lookup: ([map, key, otherwise]) => lookup(object(map), text(key), otherwise),
  matchkeys: ([values, keys, wanted]) =>
    list(values).filter((_, at) => list(wanted).some((key) => equal(key, list(keys)[at] ?? null))),
  merge: (args) => merge(args),
  one: ([values]) => one(list(values)),
  range: (args) => range(args),
  reverse: ([values]) => list(values).toReversed(),
  slice: ([values, start, end]) => slice(list(values), integer(start), integer(end)),
  sort: ([values]) => list(values).map(text).sort(byCodePoints),
  transpose: ([map]) => transpose(object(map)),
  values: ([map]) => sortedKeys(object(map)).map((name) => object(map)[name] ?? null),
  zipmap: ([keys, values]) => zipmap(list(keys), list(values)),
};
