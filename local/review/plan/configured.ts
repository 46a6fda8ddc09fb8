import type { Value } from "../../terraform";
import { literal } from "./literal";
import { memberOf } from "./redactor";
import type { Expression, Expressions, Marks } from "../../terraform/plan/plan-json";

/** Can't be resolved: what uses it is called unreadable, and not taken for something else. */
const UNREADABLE = "${plan.unreadable}";

/** The attributes and blocks of a configuration, as its JSON has them. */
export function configuredBlock(expressions: Expressions): { [name: string]: Value } {
  return Object.fromEntries(
    Object.entries(expressions).map(([name, expression]) => [name, configured(expression)]),
  );
}

function configured(expression: Expression): Value {
  if (Array.isArray(expression)) {
    return expression.map(configuredBlock);
  }
  if (expression.constant_value !== undefined) {
    return expression.constant_value;
  }
  // Only in HCL: the JSON of an expression that refers to something has no text.
  return expression.references ? UNREADABLE : configuredBlock(expression as unknown as Expressions);
}

/** A planned value. What is known only after an apply is taken from the configuration. */
export function withConfigured(
  planned: Value | undefined,
  unknown: Marks | undefined,
  raw: Value | undefined,
): Value | undefined {
  if (unknown === true) {
    return raw;
  }
  if (!hasMark(unknown) || planned === undefined) {
    return planned === undefined ? undefined : literal(planned);
  }
  if (Array.isArray(planned)) {
    // The order of a set is another one in the configuration.
    const isSingle = planned.length === 1 && [raw].flat().length === 1;
    const [item] = [raw].flat();
    return isSingle
      ? [withConfigured(planned[0], memberOf(unknown, 0), item) ?? null]
      : (raw ?? UNREADABLE);
  }
  return typeof planned === "object" && planned !== null
    ? blockWithConfigured(planned, unknown, asBlock(raw))
    : literal(planned);
}

/** As `withConfigured`, for each attribute. */
export function blockWithConfigured(
  planned: Readonly<Record<string, Value>>,
  unknown: Marks | undefined,
  raw: Readonly<Record<string, Value>>,
): { [name: string]: Value } {
  const names = new Set([...Object.keys(planned), ...markedNames(unknown)]);
  const entries = [...names].flatMap((name): [string, Value][] => {
    const value = withConfigured(planned[name], memberOf(unknown, name), raw[name]);
    return value === undefined ? [] : [[name, value]];
  });
  return Object.fromEntries(entries);
}

function asBlock(raw: Value | undefined): Readonly<Record<string, Value>> {
  return typeof raw === "object" && raw !== null && !Array.isArray(raw) ? raw : {};
}

function markedNames(marks: Marks | undefined): string[] {
  return typeof marks === "object" && !Array.isArray(marks) ? Object.keys(marks) : [];
}

function hasMark(marks: Marks | undefined): boolean {
  return typeof marks === "object" ? Object.values(marks).some(hasMark) : marks === true;
}
