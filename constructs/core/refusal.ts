import type { IConstruct } from "constructs";
import { Duration } from "./duration";

/** Why a value is refused at synth: what was given, what may be given, and how to mend it. */
export interface Refusal {
  /** What the value is, in the words of the props, e.g. "memorySize". */
  readonly what: string;
  readonly value: unknown;
  /** The allowed range or forms, with units. */
  readonly allowed: string;
  /** What to do, as an instruction. */
  readonly fix: string;
}

/**
 * Stops the synthesis with an error that names the construct's path, the value, what is allowed
 * and the way out.
 */
export function refuse(scope: IConstruct, refusal: Refusal): never {
  const { what, value, allowed, fix } = refusal;
  throw new Error(`${scope.node.path}: ${what} is ${shown(value)}; allowed: ${allowed}. ${fix}`);
}

function shown(value: unknown): string {
  if (value === undefined) {
    return "missing";
  }
  return typeof value === "number" || value instanceof Duration
    ? String(value)
    : JSON.stringify(value, showable);
}

/** `JSON.stringify` turns NaN into null, drops functions, and fails on constructs and bigints. */
function showable(_key: string, value: unknown): unknown {
  switch (typeof value) {
    case "number":
      return Number.isFinite(value) ? value : String(value);
    case "bigint":
    case "symbol":
      return String(value);
    case "function":
      return `<${value.name || "function"}>`;
    case "object":
      return isInstance(value) ? `<${value.constructor.name}>` : value;
    default:
      return value;
  }
}

/** Whether a value is an object of a class, rather than a plain object or a list. */
function isInstance(value: object | null): value is object {
  return value !== null && ![Object, Array, undefined].includes(value.constructor as never);
}
