import type { IConstruct } from "constructs";
import { Duration } from "./duration";

/** Why a value is refused at synth, and how to correct it. */
export interface Refusal {
  /** Name of the prop or value, e.g. "memorySize". */
  readonly what: string;
  readonly value: unknown;
  /** The allowed range or forms, with units. */
  readonly allowed: string;
  /** What to do, as an instruction. */
  readonly fix: string;
}

/**
 * Stops the synthesis with an error: the construct's path, the value, what is allowed, and how to
 * correct it.
 */
export function refuse(scope: IConstruct, refusal: Refusal): never {
  throw new Error(refusalMessage(scope.node.path, refusal));
}

/** @param path - of the construct, or the name of what has no construct yet */
export function refusalMessage(path: string, { what, value, allowed, fix }: Refusal): string {
  return `${path}: ${what} is ${shown(value)}; allowed: ${allowed}. ${fix}`;
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
  if (value === undefined) {
    return "<undefined>";
  }
  if (typeof value === "function") {
    return `<${value.name || "function"}>`;
  }
  if (isInstance(value)) {
    return `<${value.constructor.name}>`;
  }
  const isPlain = ["string", "boolean", "object"].includes(typeof value) || Number.isFinite(value);
  return isPlain ? value : String(value);
}

/** Whether a value is an object of a class, rather than a plain object or a list. */
function isInstance(value: unknown): value is object {
  return (
    typeof value === "object" &&
    value !== null &&
    ![Object, Array, undefined].includes(value.constructor as never)
  );
}
