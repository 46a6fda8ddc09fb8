import { CutError } from "./work-limit";

/** Java's Double. Its value is hidden, so that a JSONPath finds nothing in it. */
export class JavaDouble {
  readonly #value: number;

  constructor(value: number) {
    this.#value = value;
  }

  valueOf(): number {
    return this.#value;
  }

  /** As Java writes it: always with a fraction, and with an exponent from 10^7 on. */
  toString(): string {
    const size = Math.abs(this.#value);
    if (size === 0 || (size >= 1e-3 && size < 1e7)) {
      return withFraction(String(this.#value));
    }
    const [digits = "", exponent = ""] = this.#value.toExponential().split("e");
    return `${withFraction(digits)}E${Number(exponent)}`;
  }
}

function withFraction(digits: string): string {
  return digits.includes(".") ? digits : `${digits}.0`;
}

/** A whole number; one that JavaScript's can't hold exactly is a bigint. */
export type Whole = number | bigint;

export type JavaNumber = Whole | JavaDouble;

export function isNumber(value: unknown): value is JavaNumber {
  return typeof value === "number" || typeof value === "bigint" || value instanceof JavaDouble;
}

/** The number of a literal, of a template or of JSON: a Double if it is written as a fraction. */
export function parseNumber(literal: string): JavaNumber {
  if (literal.length > MAX_DIGITS) {
    throw tooLong();
  }
  return /[.eE]/.test(literal) ? new JavaDouble(Number(literal)) : whole(BigInt(literal));
}

/** To read and to write a number takes longer than its digits grow: seconds for millions of them. */
const MAX_DIGITS = 10_000;
const MAX_WHOLE = 10n ** BigInt(MAX_DIGITS);

function tooLong(): CutError {
  return new CutError(`met a number of more than ${MAX_DIGITS} digits`);
}

function whole(value: bigint): Whole {
  if (value > MAX_WHOLE || value < -MAX_WHOLE) {
    throw tooLong();
  }
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}

/** Negative, zero or positive as the left is less than, equal to or greater than the right. */
export function compareNumbers(left: JavaNumber, right: JavaNumber): number {
  const [one, other] = [left.valueOf(), right.valueOf()];
  return one < other ? -1 : Number(one > other);
}

/** Java's arithmetic: whole numbers divide to whole numbers; nothing is what zero divides to. */
export function calculate(
  operator: string,
  left: JavaNumber,
  right: JavaNumber,
): JavaNumber | undefined {
  if (left instanceof JavaDouble || right instanceof JavaDouble) {
    const result = ofDoubles(operator, Number(left), Number(right));
    return result === undefined || Number.isNaN(result) ? undefined : new JavaDouble(result);
  }
  const result = ofWholes(operator, BigInt(left), BigInt(right));
  return result === undefined ? undefined : whole(result);
}

function ofDoubles(operator: string, left: number, right: number): number | undefined {
  switch (operator) {
    case "+":
      return left + right;
    case "-":
      return left - right;
    case "*":
      return left * right;
    case "/":
      return right === 0 ? undefined : left / right;
    case "%":
      return right === 0 ? undefined : left % right;
    default:
      return undefined;
  }
}

function ofWholes(operator: string, left: bigint, right: bigint): bigint | undefined {
  switch (operator) {
    case "+":
      return left + right;
    case "-":
      return left - right;
    case "*":
      return left * right;
    case "/":
      return right === 0n ? undefined : left / right;
    case "%":
      return right === 0n ? undefined : left % right;
    default:
      return undefined;
  }
}
