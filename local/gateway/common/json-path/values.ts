import { spendWork } from "../limits/work-limit";
import { compareNumbers, isNumber } from "../java/numbers";

/** Whether a value is a JSON object. A Java number is an object in JavaScript only. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !isNumber(value);
}

/** Negative, zero or positive; undefined for values without an order. */
export function compare(left: unknown, right: unknown): number | undefined {
  if (isNumber(left) && isNumber(right)) {
    return compareNumbers(left, right);
  }
  if (typeof left !== "string" || typeof right !== "string") {
    return undefined;
  }
  return left < right ? -1 : Number(left > right);
}

/** Compares JSON values. A missing value equals nothing. */
export function isEqual(left: unknown, right: unknown): boolean {
  spendWork(1);
  if (isNumber(left) || isNumber(right)) {
    return compare(left, right) === 0;
  }
  if (Array.isArray(left) && Array.isArray(right)) {
    return left.length === right.length && left.every((item, at) => isEqual(item, right[at]));
  }
  if (!isObject(left) || !isObject(right)) {
    return left === right && left !== undefined;
  }
  const names = Object.keys(left);
  return (
    names.length === Object.keys(right).length &&
    names.every((name) => Object.hasOwn(right, name) && isEqual(left[name], right[name]))
  );
}
