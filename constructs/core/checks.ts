import type { IConstruct } from "constructs";
import { isKnown } from "./known";
import { checkNoPart } from "./list-token";
import { refuse } from "./refusal";

/** The bounds of a whole number. */
export interface Range {
  readonly min: number;
  readonly max: number;
  readonly unit: string;
}

/** Refuses a known number that is out of range. AWS checks a value that is known only at apply. */
export function checkRange(
  scope: IConstruct,
  what: string,
  value: number | undefined,
  { min, max, unit }: Range,
): void {
  if (value === undefined || !isKnown(value)) {
    return;
  }
  if (Number.isInteger(value) && value >= min && value <= max) {
    return;
  }
  refuse(scope, {
    what,
    value,
    allowed: allowedNumbers({ min, max, unit }),
    fix: `Set ${what} within these bounds.`,
  });
}

function allowedNumbers({ min, max, unit }: Range): string {
  return max === Number.MAX_SAFE_INTEGER
    ? `a whole number from ${min} up (${unit})`
    : `a whole number from ${min} to ${max} ${unit}`;
}

/** Refuses a known string that doesn't match. */
export function checkPattern(
  scope: IConstruct,
  what: string,
  value: string | undefined,
  { pattern, allowed, fix }: { pattern: RegExp; allowed: string; fix: string },
): void {
  if (value === undefined || !isKnown(value) || pattern.test(value)) {
    return;
  }
  refuse(scope, { what, value, allowed, fix });
}

/**
 * Refuses a value outside a fixed set. TypeScript checks literals; this checks values from JSON or
 * the environment.
 */
export function checkChoice(
  scope: IConstruct,
  what: string,
  value: string | undefined,
  choices: readonly string[],
): void {
  if (value === undefined || !isKnown(value) || choices.includes(value)) {
    return;
  }
  refuse(scope, { what, value, allowed: choices.join(", "), fix: "Choose one of these." });
}

/** Refuses a known string that is shorter or longer than AWS accepts. */
export function checkLength(
  scope: IConstruct,
  what: string,
  value: string | undefined,
  { min = 0, max }: { min?: number; max: number },
): void {
  checkPattern(scope, what, value, {
    pattern: new RegExp(`^.{${min},${max}}$`, "su"),
    allowed: min === 0 ? `up to ${max} characters` : `${min} to ${max} characters`,
    fix: min === 0 ? "Shorten it." : "Shorten it, or leave it out.",
  });
}

/** Refuses a list with fewer or more items than AWS accepts, or with a list among them. */
export function checkCount(
  scope: IConstruct,
  what: string,
  values: readonly string[] | undefined,
  { min, max, of }: { min: number; max: number; of: string },
): void {
  if (values === undefined || !isKnown(values)) {
    return;
  }
  checkNoPart(scope, what, values);
  if (values.length >= min && values.length <= max) {
    return;
  }
  refuse(scope, {
    what,
    value: values,
    allowed: max === Number.MAX_SAFE_INTEGER ? `${min} or more ${of}` : `${min} to ${max} ${of}`,
    fix: `Change the number of ${of}.`,
  });
}
