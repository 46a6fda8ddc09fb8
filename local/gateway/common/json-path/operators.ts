import { compare, isEqual, isObject } from "./values";

type Operator = (left: unknown, right: unknown) => boolean;

/** The operators of filters, in lower case. `=~` is separate: its right side is a pattern. */
const OPERATORS = new Map<string, Operator>([
  ["==", isEqual],
  ["!=", (left, right) => !isEqual(left, right)],
  ["<", inOrder((order) => order < 0)],
  ["<=", inOrder((order) => order <= 0)],
  [">", inOrder((order) => order > 0)],
  [">=", inOrder((order) => order >= 0)],
  ["in", (left, right) => has(right, left)],
  ["nin", (left, right) => !has(right, left)],
  ["contains", contains],
  ["all", (left, right) => isSubset(right, left)],
  ["subsetof", isSubset],
  ["anyof", intersects],
  ["noneof", (left, right) => !intersects(left, right)],
  ["size", (left, right) => isEqual(sizeOf(left), right)],
  ["empty", (left, right) => sizeOf(left) !== undefined && (sizeOf(left) === 0) === right],
]);

export const MATCH = "=~";

export function isOperator(operator: string): boolean {
  return operator === MATCH || OPERATORS.has(operator);
}

export function applyOperator(operator: string, left: unknown, right: unknown): boolean {
  return OPERATORS.get(operator)?.(left, right) ?? false;
}

function inOrder(isAsked: (order: number) => boolean): Operator {
  return (left, right) => {
    const order = compare(left, right);
    return order !== undefined && isAsked(order);
  };
}

function has(list: unknown, value: unknown): boolean {
  return Array.isArray(list) && list.some((item) => isEqual(item, value));
}

function contains(left: unknown, right: unknown): boolean {
  if (typeof left === "string") {
    return typeof right === "string" && left.includes(right);
  }
  return has(left, right);
}

function isSubset(left: unknown, right: unknown): boolean {
  return Array.isArray(left) && left.every((item) => has(right, item));
}

function intersects(left: unknown, right: unknown): boolean {
  return Array.isArray(left) && left.some((item) => has(right, item));
}

function sizeOf(value: unknown): number | undefined {
  if (typeof value === "string" || Array.isArray(value)) {
    return value.length;
  }
  return isObject(value) ? Object.keys(value).length : undefined;
}
