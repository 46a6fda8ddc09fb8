import { withPatternLimit } from "../pattern-limit";
import { spendText, spendWork } from "../work-limit";
import { javaFullMatch, javaRegex, javaReplacement } from "../java-regex";
import { INPUT_METHODS } from "./input";
import {
  compareNumbers,
  isNumber,
  JavaDouble,
  parseNumber,
  type JavaNumber,
} from "../java-numbers";
import { UTIL_METHODS } from "./util";
import {
  isEqual,
  isMap,
  isObject,
  mapCost,
  toJavaString,
  type VtlMap,
  type VtlValue,
} from "./values";

/**
 * Calls a method of Java's String, List, Map or Number. A method that the value doesn't have
 * returns null, as on AWS; JavaScript's own methods can't be reached. The result is charged to the
 * template's budget.
 * @see https://docs.oracle.com/javase/8/docs/api/java/lang/String.html
 */
export function callMethod(receiver: VtlValue, name: string, args: VtlValue[]): VtlValue {
  const result = call(receiver, name, args);
  if (typeof result === "string") {
    spendText(result.length);
  } else if (Array.isArray(result)) {
    spendWork(result.length);
  }
  return result;
}

function call(receiver: VtlValue, name: string, args: VtlValue[]): VtlValue {
  if (receiver === null || receiver === undefined) {
    return undefined;
  }
  if (isObject(receiver)) {
    return receiver.call(name, args);
  }
  const common = COMMON.get(name);
  if (common) {
    return common(receiver, args);
  }
  if (typeof receiver === "string") {
    return STRING.get(name)?.(receiver, args);
  }
  if (isNumber(receiver)) {
    return NUMBER.get(name)?.(receiver, args);
  }
  if (Array.isArray(receiver)) {
    return LIST.get(name)?.(receiver, args);
  }
  if (isMap(receiver)) {
    return (MAP.get(name) ?? beanGetter(name))?.(receiver, args);
  }
  return undefined;
}

type Method<T> = (receiver: T, args: VtlValue[]) => VtlValue;

function methods<T>(table: Record<string, Method<T>>): ReadonlyMap<string, Method<T>> {
  return new Map(Object.entries(table));
}

const text = (value: VtlValue) => toJavaString(value);
const index = (value: VtlValue, otherwise: number) =>
  typeof value === "number" ? value : otherwise;

const COMMON = methods<VtlValue>({
  toString: (value: VtlValue) => toJavaString(value),
  equals: (value, [other]) => isEqual(value, other),
});

const STRING = methods<string>({
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

const NUMBER = methods<JavaNumber>({
  intValue: truncated,
  longValue: truncated,
  doubleValue: (value) => new JavaDouble(Number(value)),
  compareTo: (value, [other]) => (isNumber(other) ? compareNumbers(value, other) : undefined),
  // Templates call static methods on any number: `#set($Integer = 0)$Integer.parseInt("5")`.
  parseInt: (_, [value]) => parseInteger(value),
  valueOf: (_: JavaNumber, [value]: VtlValue[]) => parseInteger(value),
});

function parseInteger(value: VtlValue): VtlValue {
  const digits = text(value);
  return /^[+-]?\d+$/.test(digits) ? parseNumber(digits.replace("+", "")) : undefined;
}

function truncated(value: JavaNumber): JavaNumber {
  return value instanceof JavaDouble ? Math.trunc(value.valueOf()) : value;
}

const LIST = methods<VtlValue[]>({
  size: (list) => list.length,
  isEmpty: (list) => list.length === 0,
  get: (list, [at]) => list[index(at, -1)],
  add: (list, args) => {
    spendWork(1);
    if (args.length > 1) {
      spendMove(list);
    }
    if (args.length > 1) {
      list.splice(index(args[0], list.length), 0, args[1]);
    } else {
      list.push(args[0]);
    }
    return true;
  },
  addAll: (list, [other]) => {
    for (const item of Array.isArray(other) ? [...other] : []) {
      spendWork(1);
      list.push(item);
    }
    return Array.isArray(other) && other.length > 0;
  },
  set: (list, [at, value]) => list.splice(index(at, list.length), 1, value)[0],
  remove: (list, [which]) => {
    spendMove(list);
    return removeFrom(list, which);
  },
  clear: (list) => void list.splice(0),
  contains: (list, [value]) => list.some((item) => isEqual(item, value)),
  containsAll: (list, [others]) =>
    Array.isArray(others) && others.every((other) => list.some((item) => isEqual(item, other))),
  indexOf: (list, [value]) => list.findIndex((item) => isEqual(item, value)),
  lastIndexOf: (list, [value]) => list.findLastIndex((item) => isEqual(item, value)),
  subList: (list, [from, to]) => list.slice(index(from, 0), index(to, list.length)),
});

/** The items after an inserted or removed one move. */
function spendMove(list: VtlValue[]): void {
  spendText(list.length);
}

function removeFrom(list: VtlValue[], which: VtlValue): VtlValue {
  if (typeof which === "number") {
    return list.splice(which, 1)[0];
  }
  const at = list.findIndex((item) => isEqual(item, which));
  if (at >= 0) {
    list.splice(at, 1);
  }
  return at >= 0;
}

const MAP = methods<VtlMap>({
  get: (map, [key]) => map.get(text(key)),
  getOrDefault: (map, [key, otherwise]) => (map.has(text(key)) ? map.get(text(key)) : otherwise),
  put: (map, [key, value]) => {
    spendWork(mapCost(1));
    const before = map.get(text(key));
    map.set(text(key), value);
    return before;
  },
  putIfAbsent: (map, [key, value]) => {
    const before = map.get(text(key));
    spendWork(mapCost(1));
    if (before === undefined || before === null) {
      map.set(text(key), value);
    }
    return before;
  },
  putAll: (map, [other]) => {
    if (other instanceof Map) {
      spendWork(mapCost(other.size));
      for (const [key, value] of other) {
        map.set(key, value);
      }
    }
    return undefined;
  },
  remove: (map, [key]) => {
    const before = map.get(text(key));
    map.delete(text(key));
    return before;
  },
  clear: (map) => void map.clear(),
  containsKey: (map, [key]) => map.has(text(key)),
  containsValue: (map, [value]) => [...map.values()].some((item) => isEqual(item, value)),
  keySet: (map) => [...map.keys()],
  values: (map) => [...map.values()],
  entrySet: (map) => {
    spendWork(map.size * mapCost(2));
    return Array.from(map, ([key, value]) => entry(key, value));
  },
  size: (map) => map.size,
  isEmpty: (map) => map.size === 0,
});

function entry(key: string, value: VtlValue): VtlMap {
  return new Map<string, VtlValue>([
    ["key", key],
    ["value", value],
  ]);
}

/** `$entry.getKey()` reads `$entry.key`, and `$foreach.hasNext()` reads `$foreach.hasNext`. */
function beanGetter(name: string): Method<VtlMap> | undefined {
  if (name === "hasNext") {
    return (map) => map.get(name);
  }
  const field = GETTER.exec(name);
  if (!field) {
    return undefined;
  }
  return (map) => map.get(`${field[1]?.toLowerCase() ?? ""}${field[2] ?? ""}`);
}

const GETTER = /^(?:get|is)([A-Z])(.*)$/;

const NAMES = new Set([
  ...[COMMON, STRING, NUMBER, LIST, MAP].flatMap((table) => [...table.keys()]),
  ...INPUT_METHODS,
  ...UTIL_METHODS,
  "hasNext",
]);

/** Whether any kind of value has a method of that name. */
export function isMethod(name: string): boolean {
  return NAMES.has(name) || GETTER.test(name);
}
