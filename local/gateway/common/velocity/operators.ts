import { spendText } from "../limits/work-limit";
import { calculate, compareNumbers, isNumber } from "../java/numbers";
import type { Evaluate } from "./scope";
import { isEqual, isTrue, toJavaString, type VtlValue } from "./values";

/** @param right undefined for an operator with one operand */
export function operation(operator: string, left: Evaluate, right: Evaluate | undefined): Evaluate {
  switch (operator) {
    case "parenthesis":
      return left;
    case "not":
      return (scope) => !isTrue(left(scope));
    case "minus":
      return (scope) => arithmetic("-", 0, left(scope));
    case "&&":
      return (scope) => isTrue(left(scope)) && isTrue(right?.(scope));
    case "||":
      return (scope) => isTrue(left(scope)) || isTrue(right?.(scope));
    case "==":
      return (scope) => isEqual(left(scope), right?.(scope));
    case "!=":
      return (scope) => !isEqual(left(scope), right?.(scope));
    case "<":
    case "<=":
    case ">":
    case ">=":
      return (scope) => compare(operator, left(scope), right?.(scope));
    default:
      return (scope) => arithmetic(operator, left(scope), right?.(scope));
  }
}

/** Velocity compares numbers only: any other comparison is false. */
function compare(operator: "<" | "<=" | ">" | ">=", left: VtlValue, right: VtlValue): boolean {
  if (!isNumber(left) || !isNumber(right)) {
    return false;
  }
  const order = compareNumbers(left, right);
  if (operator === "<") {
    return order < 0;
  }
  if (operator === "<=") {
    return order <= 0;
  }
  return operator === ">" ? order > 0 : order >= 0;
}

/** `+` also joins strings. */
function arithmetic(operator: string, left: VtlValue, right: VtlValue): VtlValue {
  if (operator === "+" && (typeof left === "string" || typeof right === "string")) {
    const text = toJavaString(left) + toJavaString(right);
    spendText(text.length);
    return text;
  }
  return isNumber(left) && isNumber(right) ? calculate(operator, left, right) : undefined;
}
