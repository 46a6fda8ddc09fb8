import type { Value } from "../resolved-stack";
import type { ValueExpression } from "./plan-json";

/** A value that is known only after an apply. */
export interface UnknownValue {
  /** What the configuration sets it to. Undefined inside a `dynamic` block, which a plan doesn't have. */
  readonly expression: ValueExpression | undefined;
  /** The attribute that it is, or is in. */
  readonly attribute: string;
  /** Where it is in its resource. */
  readonly path: ValuePath;
}

/** Names of attributes, blocks and keys of maps, and places in lists. */
export type ValuePath = readonly (string | number)[];

/** The unknown values behind the empty objects that stand in a plan's blocks. */
const unknowns = new WeakMap<object, UnknownValue>();

/** An object that represents an unknown value in a block, until the value is inferred. */
export function unknownValue(of: UnknownValue): Value {
  const value = {};
  unknowns.set(value, of);
  return value;
}

/** The unknown value that the object represents. */
export function asUnknown(value: Value | undefined): UnknownValue | undefined {
  return typeof value === "object" && value !== null ? unknowns.get(value) : undefined;
}

/** Whether the value is unknown, or has something in it that is. */
export function hasUnknown(value: Value): boolean {
  return (
    asUnknown(value) !== undefined ||
    (typeof value === "object" && value !== null && Object.values(value).some(hasUnknown))
  );
}
