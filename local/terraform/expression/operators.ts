import type { Value } from "../resolved-stack";
import type { Expression } from "./syntax";
import { boolean, equal, ExpressionValueError, number } from "./values";

type Of = (expression: Expression) => Value;

/** @see https://developer.hashicorp.com/terraform/language/expressions/operators */
export function operate(operator: string, left: Expression, right: Expression, of: Of): Value {
  if (operator === "&&") {
    return boolean(of(left)) && boolean(of(right));
  }
  if (operator === "||") {
    return boolean(of(left)) || boolean(of(right));
  }
  if (operator === "==") {
    return equal(of(left), of(right));
  }
  if (operator === "!=") {
    return !equal(of(left), of(right));
  }
  return calculate(operator, number(of(left)), number(of(right)));
}

function calculate(operator: string, a: number, b: number): Value {
  switch (operator) {
    case "+":
      return rounded(a + b);
    case "-":
      return rounded(a - b);
    case "*":
      return rounded(a * b);
    case "/":
      if (b === 0) {
        throw new ExpressionValueError("a number is divided by zero");
      }
      return rounded(a / b);
    case "%":
      return rounded(a % b);
    case "<":
      return a < b;
    case "<=":
      return a <= b;
    case ">":
      return a > b;
    default:
      return a >= b;
  }
}

/** Terraform counts with decimal fractions, so that 0.1 + 0.2 is 0.3. */
export function rounded(value: number): number {
  const decimal = Number(value.toPrecision(15));
  const isShort = String(decimal).length < String(value).length - 2;
  return isShort ? decimal : value;
}
