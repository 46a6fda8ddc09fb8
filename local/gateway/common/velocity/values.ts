import { stringifyJson } from "../java/json";
import { spendText, spendWork } from "../limits/work-limit";
import { compareNumbers, isNumber, type JavaNumber } from "../java/numbers";

/**
 * A value in a template. Objects are JavaScript Maps, so that no name in a template (`constructor`,
 * `__proto__`) reaches a property of JavaScript's own.
 */
export type VtlValue =
  null | undefined | boolean | JavaNumber | string | VtlValue[] | VtlMap | VtlObject;

export type VtlMap = Map<string, VtlValue>;

/** A map that renders as nothing, as the maps under `$context` do on AWS. */
export class SilentMap extends Map<string, VtlValue> {}

/** A list from JSON, which renders as JSON; a list made in the template renders as in Java. */
export class JsonArray extends Array<VtlValue> {}

/** `$input` or `$util`: an object with AWS's properties and methods. */
export interface VtlObject {
  readonly kind: "object";
  property(name: string): VtlValue;
  call(method: string, args: VtlValue[]): VtlValue;
}

/** The share of a template's budget that a map uses. */
export function mapCost(entries: number): number {
  return 8 + 4 * entries;
}

/** Converts the result of `parseJson`. */
export function fromJson(json: unknown): VtlValue {
  spendWork(1);
  if (isNumber(json)) {
    return json;
  }
  if (Array.isArray(json)) {
    return JsonArray.from(json, fromJson);
  }
  if (typeof json === "object" && json !== null) {
    spendWork(mapCost(Object.keys(json).length));
    return new Map(Object.entries(json).map(([key, value]) => [key, fromJson(value)]));
  }
  return json as null | boolean | string;
}

export function isMap(value: VtlValue): value is VtlMap {
  return value instanceof Map;
}

/** Renders a reference: nothing for null, JSON for lists from JSON, Java's `{a=b}` for maps. */
export function print(value: VtlValue): string {
  if (value === null || value === undefined || value instanceof SilentMap) {
    return "";
  }
  return toJavaString(value);
}

/** Java's `toString()` of a value. */
export function toJavaString(value: VtlValue): string {
  spendWork(1);
  if (value === null || value === undefined) {
    return "null";
  }
  if (value instanceof JsonArray) {
    return stringifyJson(value);
  }
  if (Array.isArray(value)) {
    return joined("[", value.map(toJavaString), "]");
  }
  if (isMap(value)) {
    return joined(
      "{",
      Array.from(value, ([key, item]) => `${key}=${toJavaString(item)}`),
      "}",
    );
  }
  return isObject(value) ? "" : String(value);
}

function joined(open: string, items: readonly string[], close: string): string {
  const text = `${open}${items.join(", ")}${close}`;
  spendText(text.length);
  return text;
}

/** In Velocity, everything but null and false is true. */
export function isTrue(value: VtlValue): boolean {
  return value !== null && value !== undefined && value !== false;
}

/**
 * Velocity's `==` compares numbers by value, and everything else by its text. Null also equals the
 * empty text, as AWS shows for a missing path.
 */
export function isEqual(left: VtlValue, right: VtlValue): boolean {
  spendWork(1);
  const leftIsNull = left === null || left === undefined;
  const rightIsNull = right === null || right === undefined;
  if (leftIsNull || rightIsNull) {
    return (leftIsNull || left === "") && (rightIsNull || right === "");
  }
  if (isNumber(left) && isNumber(right)) {
    return compareNumbers(left, right) === 0;
  }
  const [one, other] = [toJavaString(left), toJavaString(right)];
  if (one.length !== other.length) {
    return false;
  }
  spendText(one.length);
  return one === other;
}

/** `$value.name` */
export function property(value: VtlValue, name: string): VtlValue {
  if (isMap(value)) {
    return value.get(name);
  }
  if (isObject(value)) {
    return value.property(name);
  }
  return undefined;
}

/** `$value[index]` */
export function element(value: VtlValue, index: VtlValue): VtlValue {
  if (Array.isArray(value)) {
    return typeof index === "number" ? value[index] : undefined;
  }
  return property(value, toJavaString(index));
}

export function isObject(value: VtlValue): value is VtlObject {
  return typeof value === "object" && value !== null && "kind" in value;
}
