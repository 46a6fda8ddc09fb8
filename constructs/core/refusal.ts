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

/** `JSON.stringify` turns NaN and Infinity into null. */
function shown(value: unknown): string {
  return typeof value === "number" || value instanceof Duration
    ? String(value)
    : JSON.stringify(value);
}
