import type { Value } from "../resolved-stack";
import type { Expression, Expressions, Marks, ValueExpression, Values } from "./plan-json";
import type { UnknownValue, ValuePath } from "./unknown-value";
import { unknownValue } from "./unknown-value";

/** A block of a plan. */
interface Planned {
  readonly values: Values;
  readonly unknown: Marks | undefined;
  /** What the configuration sets. Undefined where the plan doesn't have it, as in a `dynamic` block. */
  readonly configured: Expressions | undefined;
  /** Where it is in its resource. @default it is the resource itself */
  readonly path?: ValuePath;
}

/**
 * The attributes of a block of a plan: what Terraform knows, and `unknownValue`s for what the
 * configuration sets to something that only an apply knows. What the provider will compute is left out.
 */
export function plannedBlock({ values, unknown, configured, path = [] }: Planned): {
  [name: string]: Value;
} {
  const names = new Set([...Object.keys(values), ...markedNames(unknown)]);
  const entries = [...names].flatMap((name): [string, Value][] => {
    const expression = configured && own(configured, name);
    const value = values[name] ?? null;
    if (configured && expression === undefined && memberOf(unknown, name) === true) {
      return [];
    }
    if (isUnset(value, expression)) {
      return [];
    }
    const place = { attribute: name, path: [...path, name] };
    return [[name, plannedValue(place, value, memberOf(unknown, name), expression)]];
  });
  return Object.fromEntries(entries);
}

/** A provider writes an empty text, or a block of such values, for what isn't set or has no effect. */
function isUnset(value: Value, expression: Expression | undefined): boolean {
  if (value === "") {
    const { constant_value: text = "", references } = (expression ?? {}) as ValueExpression;
    return expression === undefined || (text !== "" && !references);
  }
  return expression === undefined && isBlocks(value) && value.every(isEmpty);
}

/** Whether a value is the one that a provider writes for what isn't set. */
export function isEmpty(value: Value): boolean {
  return typeof value === "object" && value !== null
    ? Object.values(value).every(isEmpty)
    : value === null || value === "" || value === 0 || value === false;
}

/** Where a value is. */
type Place = Pick<UnknownValue, "attribute" | "path">;

function plannedValue(
  place: Place,
  value: Value,
  unknown: Marks | undefined,
  expression: Expression | undefined,
): Value {
  if (isBlocks(value)) {
    const blocks = expression && blocksOf(expression);
    return value.map((values, at) =>
      plannedBlock({
        values,
        unknown: memberOf(unknown, at),
        configured: blocks && matching(blocks, value.length, values, at),
        path: [...place.path, at],
      }),
    );
  }
  if (!hasMark(unknown)) {
    return value;
  }
  const attributeExpression = Array.isArray(expression)
    ? undefined
    : (expression as ValueExpression);
  if (typeof value !== "object" || value === null || Array.isArray(value) || unknown === true) {
    return unknownValue({ expression: attributeExpression, ...place });
  }
  const names = new Set([...Object.keys(value), ...markedNames(unknown)]);
  return Object.fromEntries(
    [...names].map((name) => [
      name,
      plannedValue(
        { ...place, path: [...place.path, name] },
        value[name] ?? null,
        memberOf(unknown, name),
        memberExpression(attributeExpression, name),
      ),
    ]),
  );
}

/** What the configuration sets a key of a map to, as far as the plan has it. */
function memberExpression(
  expression: ValueExpression | undefined,
  name: string,
): ValueExpression | undefined {
  const text = expression?.constant_value;
  const isMap = typeof text === "object" && text !== null && !Array.isArray(text);
  const member = isMap ? own(text, name) : undefined;
  return member === undefined ? expression : { ...expression, constant_value: member };
}

/** The blocks of the configuration, which writes a single one without a list. */
function blocksOf(expression: Expression): Expressions[] {
  return Array.isArray(expression) ? expression : [expression as unknown as Expressions];
}

/**
 * The block of the configuration that a planned one was made of. The order in a set is another one
 * than in the configuration, so their constant values decide.
 */
function matching(
  blocks: readonly Expressions[],
  count: number,
  values: Values,
  at: number,
): Expressions | undefined {
  const candidates = blocks.filter((block) => agrees(block, values));
  const same = blocks[at];
  if (blocks.length === count && same && candidates.includes(same)) {
    return same;
  }
  return candidates.length === 1 ? candidates[0] : undefined;
}

function agrees(block: Expressions, values: Values): boolean {
  return Object.entries(block).every(([name, expression]) => {
    const { constant_value: constant, references } = expression as ValueExpression;
    const isConstant = constant !== undefined && typeof constant !== "object" && !references;
    return !isConstant || String(values[name]) === String(constant);
  });
}

/** Whether a value is a list of blocks. The values of attributes can look the same, in few cases. */
function isBlocks(value: Value): value is { [name: string]: Value }[] {
  return (
    Array.isArray(value) &&
    value.length > 0 &&
    value.every((item) => typeof item === "object" && item !== null && !Array.isArray(item))
  );
}

export function memberOf(marks: Marks | undefined, name: string | number): Marks | undefined {
  if (typeof marks !== "object") {
    return marks;
  }
  return (marks as Readonly<Record<string | number, Marks>>)[name];
}

function markedNames(marks: Marks | undefined): string[] {
  return typeof marks === "object" && !Array.isArray(marks) ? Object.keys(marks) : [];
}

function hasMark(marks: Marks | undefined): boolean {
  return typeof marks === "object" ? Object.values(marks).some(hasMark) : marks === true;
}

function own<T>(record: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}
