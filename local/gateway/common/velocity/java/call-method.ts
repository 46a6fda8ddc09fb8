import { isNumber } from "../../java/numbers";
import { spendText, spendWork } from "../../limits/work-limit";
import { INPUT_METHODS } from "../input";
import { UTIL_METHODS } from "../util";
import { isEqual, isMap, isObject, toJavaString, type VtlMap, type VtlValue } from "../values";
import { LIST } from "./list-methods";
import { MAP } from "./map-methods";
import { type Method, methods } from "./method";
import { NUMBER } from "./number-methods";
import { STRING } from "./string-methods";

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

const COMMON = methods<VtlValue>({
  toString: (value: VtlValue) => toJavaString(value),
  equals: (value, [other]) => isEqual(value, other),
});

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
