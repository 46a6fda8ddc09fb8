import {
  compareNumbers,
  isNumber,
  JavaDouble,
  parseNumber,
  type JavaNumber,
} from "../../java/numbers";
import type { VtlValue } from "../values";
import { methods, text } from "./method";

/** @see https://docs.oracle.com/javase/8/docs/api/java/lang/Number.html */
export const NUMBER = methods<JavaNumber>({
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
