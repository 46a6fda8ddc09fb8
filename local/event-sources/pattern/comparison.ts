import { matchesAddress } from "../../iam/ip-address";
import { literalPattern } from "../../literal-pattern";

/** Whether a value of an event matches; undefined is the value of a missing field. */
export type ValueTest = (value: unknown) => boolean;

type Operator = (operand: unknown) => ValueTest;

/**
 * What a value in the list of a pattern's field compares with: the value itself, or an operator.
 * @throws Error that says what is expected instead
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
 */
export function comparison(expected: unknown): ValueTest {
  if (typeof expected !== "object" || expected === null) {
    return (value) => value === expected;
  }
  const [[name, operand] = [], ...others] = Object.entries(expected) as [string, unknown][];
  const operator = name !== undefined && Object.hasOwn(OPERATORS, name) && OPERATORS[name];
  if (!operator || others.length > 0 || Array.isArray(expected)) {
    throw new Error(`a value, or one of ${Object.keys(OPERATORS).join(", ")}`);
  }
  return operator(operand);
}

/** `prefix` and `suffix` also take `{"equals-ignore-case": "…"}`. */
function affix(name: string, compare: (text: string, part: string) => boolean): Operator {
  return (operand) => {
    const isIgnoring = typeof operand === "object" && operand !== null;
    const part = textOf(
      isIgnoring ? (operand as Record<string, unknown>)["equals-ignore-case"] : operand,
      name,
    );
    return isIgnoring
      ? onTexts((text) => compare(text.toLowerCase(), part.toLowerCase()))
      : onTexts((text) => compare(text, part));
  };
}

const startsWith: Operator = affix("prefix", (text, part) => text.startsWith(part));
const endsWith: Operator = affix("suffix", (text, part) => text.endsWith(part));

const equalsIgnoreCase: Operator = (operand) => {
  const expected = textOf(operand, "equals-ignore-case").toLowerCase();
  return onTexts((text) => text.toLowerCase() === expected);
};

/** `*` is any text; a backslash makes it, or itself, an ordinary character. */
const wildcard: Operator = (operand) => {
  const pattern = textOf(operand, "wildcard").replace(
    /\\([*\\])|(\*)|([^*\\]+|\\)/g,
    (_, escaped?: string, star?: string, plain?: string) =>
      star ? ".*" : literalPattern(escaped ?? plain ?? ""),
  );
  const expression = new RegExp(`^${pattern}$`, "s");
  return onTexts((text) => expression.test(text));
};

/** The operators that `anything-but` negates. */
const NEGATED: Readonly<Record<string, Operator>> = {
  prefix: startsWith,
  suffix: endsWith,
  "equals-ignore-case": equalsIgnoreCase,
  wildcard,
};

const anythingBut: Operator = (operand) => {
  const tests = listOf(operand).flatMap((one) => {
    if (typeof one !== "object" || one === null) {
      return [comparison(one)];
    }
    return Object.entries(one).flatMap(([name, inner]) => {
      const operator = NEGATED[name];
      if (!operator) {
        throw new Error(`anything-but with values or ${Object.keys(NEGATED).join(", ")}`);
      }
      return listOf(inner).map(operator);
    });
  });
  return (value) => value !== undefined && !tests.some((test) => test(value));
};

const LIMITS: Readonly<Record<string, (value: number, limit: number) => boolean>> = {
  "=": (value, limit) => value === limit,
  "<": (value, limit) => value < limit,
  "<=": (value, limit) => value <= limit,
  ">": (value, limit) => value > limit,
  ">=": (value, limit) => value >= limit,
};

/** `["=", 5]`, or `[">", 0, "<=", 5]` */
const numeric: Operator = (operand) => {
  const terms = listOf(operand);
  const tests: ((value: number) => boolean)[] = [];
  for (let at = 0; at < terms.length; at += 2) {
    const compare = LIMITS[String(terms[at])];
    const limit = terms[at + 1];
    if (!compare || typeof limit !== "number") {
      throw new Error(`numeric with pairs of ${Object.keys(LIMITS).join(", ")} and a number`);
    }
    tests.push((value) => compare(value, limit));
  }
  return (value) => typeof value === "number" && tests.every((test) => test(value));
};

const exists: Operator = (operand) => {
  if (typeof operand !== "boolean") {
    throw new Error("exists with true or false");
  }
  return (value) => (value !== undefined) === operand;
};

const cidr: Operator = (operand) => {
  const range = textOf(operand, "cidr");
  if (matchesAddress(range, "127.0.0.1") === undefined) {
    throw new Error("cidr with a range such as 10.0.0.0/24");
  }
  return onTexts((text) => matchesAddress(range, text) === true);
};

const OPERATORS: Readonly<Record<string, Operator>> = {
  prefix: startsWith,
  suffix: endsWith,
  "equals-ignore-case": equalsIgnoreCase,
  wildcard,
  "anything-but": anythingBut,
  numeric,
  exists,
  cidr,
};

function onTexts(test: (text: string) => boolean): ValueTest {
  return (value) => typeof value === "string" && test(value);
}

function listOf(operand: unknown): readonly unknown[] {
  return Array.isArray(operand) ? (operand as unknown[]) : [operand];
}

function textOf(operand: unknown, operator: string): string {
  if (typeof operand !== "string") {
    throw new Error(`${operator} with a string`);
  }
  return operand;
}
