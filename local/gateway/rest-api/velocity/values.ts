import { stringifyJson } from "../../common/json";
import { spendText, spendWork } from "../../common/work-limit";
import { compareNumbers, isNumber, type JavaNumber } from "../../common/java-numbers";

/**
 * What a template can hold. Objects are JavaScript Maps, so that no name a template can write
 * (`constructor`, `__proto__`) reaches anything of JavaScript's own.
 */
export type VtlValue =
  null | undefined | boolean | JavaNumber | string | VtlValue[] | VtlMap | VtlObject;

export type VtlMap = Map<string, VtlValue>;

/** A map that prints as nothing, as those under `$context` do on AWS. */
export class SilentMap extends Map<string, VtlValue> {}

/** A list that came from JSON: it prints as JSON, while one made in the template prints as Java's. */
export class JsonArray extends Array<VtlValue> {}

/** `$input` and `$util`: properties and methods that AWS gives to templates. */
export interface VtlObject {
  readonly kind: "object";
  property(name: string): VtlValue;
  call(method: string, args: VtlValue[]): VtlValue;
}

/** What a map of so many entries costs of a template's budget. */
export function mapCost(entries: number): number {
  return 8 + 4 * entries;
}

/** Data of `parseJson` as a template sees it. */
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

/** What a reference prints: nothing for null, JSON for JSON lists, Java's `{a=b}` for maps. */
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

/** Velocity's truth: everything but null and false. */
export function isTrue(value: VtlValue): boolean {
  return value !== null && value !== undefined && value !== false;
}

/**
 * Velocity's `==`: numbers by value, other kinds by their text. A null also equals the empty text:
 * seen on AWS for a path that is missing.
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
