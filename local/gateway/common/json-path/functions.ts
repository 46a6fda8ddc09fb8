import { isNumber, JavaDouble } from "../java/numbers";
import { isObject } from "./values";

type PathFunction = (value: unknown) => unknown;

/** The functions without arguments that can end a path. */
const FUNCTIONS = new Map<string, PathFunction>([
  ["length", (value) => (Array.isArray(value) ? value.length : keysOf(value)?.length)],
  ["keys", keysOf],
  ["first", (value) => (Array.isArray(value) ? value[0] : undefined)],
  ["last", (value) => (Array.isArray(value) ? value.at(-1) : undefined)],
  ["sum", ofNumbers(sum)],
  ["avg", ofNumbers((numbers) => sum(numbers) / numbers.length)],
  ["min", ofNumbers((numbers) => numbers.reduce((one, other) => Math.min(one, other)))],
  ["max", ofNumbers((numbers) => numbers.reduce((one, other) => Math.max(one, other)))],
]);

export function isFunction(name: string): boolean {
  return FUNCTIONS.has(name);
}

export function callFunction(name: string, value: unknown): unknown {
  return FUNCTIONS.get(name)?.(value);
}

function keysOf(value: unknown): string[] | undefined {
  return isObject(value) ? Object.keys(value) : undefined;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((one, other) => one + other, 0);
}

/** These calculate with Doubles, and have no result without numbers. */
function ofNumbers(calculate: (numbers: readonly number[]) => number): PathFunction {
  return (value) => {
    const numbers = Array.isArray(value) ? value.filter(isNumber).map(Number) : [];
    return numbers.length > 0 ? new JavaDouble(calculate(numbers)) : undefined;
  };
}
