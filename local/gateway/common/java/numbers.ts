import { CutError } from "../limits/work-limit";

/** A Java Double. Its value is private, so a JSONPath finds nothing in it. */
export class JavaDouble {
  readonly #value: number;

  constructor(value: number) {
    this.#value = value;
  }

  valueOf(): number {
    return this.#value;
  }

  /** Formats like Java: always with a fraction, and with an exponent from 10^7 on. */
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

/** An integer; a bigint if a JavaScript number can't hold it exactly. */
export type Whole = number | bigint;

export type JavaNumber = Whole | JavaDouble;

export function isNumber(value: unknown): value is JavaNumber {
  return typeof value === "number" || typeof value === "bigint" || value instanceof JavaDouble;
}

/** Parses a number in a template or in JSON. One with a fraction or an exponent is a Double. */
export function parseNumber(literal: string): JavaNumber {
  if (literal.length > MAX_DIGITS) {
    throw tooLong();
  }
  return /[.eE]/.test(literal) ? new JavaDouble(Number(literal)) : whole(BigInt(literal));
}

/** Parsing and formatting a bigint take quadratic time: seconds for millions of digits. */
const MAX_DIGITS = 10_000;
const MAX_WHOLE = 10n ** BigInt(MAX_DIGITS);

function tooLong(): CutError {
  return new CutError(`used a number with more than ${MAX_DIGITS} digits`);
}

function whole(value: bigint): Whole {
  if (value > MAX_WHOLE || value < -MAX_WHOLE) {
    throw tooLong();
  }
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}

/** Negative, zero or positive if the left number is less than, equal to or greater than the right. */
export function compareNumbers(left: JavaNumber, right: JavaNumber): number {
  const [one, other] = [left.valueOf(), right.valueOf()];
  return one < other ? -1 : Number(one > other);
}

interface Operation {
  readonly doubles: (left: number, right: number) => number;
  readonly wholes: (left: bigint, right: bigint) => bigint;
  /** It divides, which can't be done by zero. */
  readonly divides?: boolean;
}

const OPERATIONS: ReadonlyMap<string, Operation> = new Map([
  ["+", { doubles: (left, right) => left + right, wholes: (left, right) => left + right }],
  ["-", { doubles: (left, right) => left - right, wholes: (left, right) => left - right }],
  ["*", { doubles: (left, right) => left * right, wholes: (left, right) => left * right }],
  [
    "/",
    {
      doubles: (left, right) => left / right,
      wholes: (left, right) => left / right,
      divides: true,
    },
  ],
  [
    "%",
    {
      doubles: (left, right) => left % right,
      wholes: (left, right) => left % right,
      divides: true,
    },
  ],
]);

/** Calculates like Java: dividing integers gives an integer. Undefined for a division by zero. */
export function calculate(
  operator: string,
  left: JavaNumber,
  right: JavaNumber,
): JavaNumber | undefined {
  const operation = OPERATIONS.get(operator);
  if (!operation || (operation.divides && Number(right) === 0)) {
    return undefined;
  }
  if (left instanceof JavaDouble || right instanceof JavaDouble) {
    const result = operation.doubles(Number(left), Number(right));
    return Number.isNaN(result) ? undefined : new JavaDouble(result);
  }
  return whole(operation.wholes(BigInt(left), BigInt(right)));
}
