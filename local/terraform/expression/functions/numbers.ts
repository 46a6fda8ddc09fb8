import type { Value } from "../../resolved-stack";
import { rounded } from "../operators";
import { ExpressionValueError, integer, list, number, text } from "../values";
import type { TerraformFunctions } from "./terraform-function";

/** All arguments as numbers; at least one is required. */
function numbers(values: readonly Value[]): number[] {
  if (values.length === 0) {
    throw new ExpressionValueError("expected at least one number");
  }
  return values.map(number);
}

/** Exact if the result is a whole number. */
function log(value: number, base: number): number {
  const result = Math.log(value) / Math.log(base);
  const whole = Math.round(result);
  return base ** whole === value ? whole : result;
}

function parseint(value: string, base: number): number {
  const result = parseInt(value, base);
  const isWhole = result.toString(base) === value.toLowerCase().replace(/^(-?)0+(?=.)/, "$1");
  if (isWhole) {
    return result;
  }
  throw new ExpressionValueError(`"${value}" is not a whole number in base ${base}`);
}

export const numberFunctions: TerraformFunctions = {
  abs: ([value]) => Math.abs(number(value)),
  ceil: ([value]) => Math.ceil(number(value)),
  floor: ([value]) => Math.floor(number(value)),
  log: ([value, base]) => log(number(value), number(base)),
  max: (args) => Math.max(...numbers(args)),
  min: (args) => Math.min(...numbers(args)),
  parseint: ([value, base]) => parseint(text(value), integer(base)),
  pow: ([value, exponent]) => number(value) ** number(exponent),
  signum: ([value]) => Math.sign(number(value)),
  sum: ([values]) => {
    return numbers(list(values)).reduce((sum, value) => rounded(sum + value), 0);
  },
};
