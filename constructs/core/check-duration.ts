import { Token } from "cdktf";
import type { IConstruct } from "constructs";
import type { TimeUnit } from "./duration";
import { Duration } from "./duration";
import { refuse } from "./refusal";

/** The bounds of a duration, and the unit in which AWS takes it. */
export interface DurationRange {
  readonly min: number;
  readonly max: number;
  readonly unit: TimeUnit;
}

/**
 * Refuses a duration that is out of range or has a fraction of its unit, and a plain number. A value
 * known only at apply is left to AWS.
 */
export function checkDuration(
  scope: IConstruct,
  what: string,
  value: Duration | undefined,
  range: DurationRange,
): void {
  if (value === undefined) {
    return;
  }
  checkIsDuration(scope, what, value, range.unit, (duration) => isWithin(duration, range));
  if (isWithin(value, range)) {
    return;
  }
  const { min, max, unit } = range;
  refuse(scope, {
    what,
    value,
    allowed: `whole ${unit}, from ${min} to ${max}`,
    fix: `Set ${what} within these bounds.`,
  });
}

function isWithin(duration: Duration, { min, max, unit }: DurationRange): boolean {
  const amount = duration.in(unit);
  return Token.isUnresolved(amount) || (Number.isInteger(amount) && amount >= min && amount <= max);
}

/**
 * Refuses what isn't a `Duration`, such as a plain number, which has no unit, and a value known only at
 * apply in another unit than AWS's.
 * @param unit - in which AWS takes the setting; the error suggests the spelling of a number by it
 * @param isAllowed - whether the setting takes a duration
 */
export function checkIsDuration(
  scope: IConstruct,
  what: string,
  value: unknown,
  unit: TimeUnit,
  isAllowed: (duration: Duration) => boolean,
): void {
  if (value instanceof Duration && value.convertsTo(unit)) {
    return;
  }
  if (value instanceof Duration) {
    refuse(scope, {
      what,
      value,
      allowed: `a Duration known at synth, or a number of ${unit}`,
      fix: `Convert the value in Terraform and pass it to Duration.${METHOD[unit]}().`,
    });
  }
  refuse(scope, {
    what,
    value: Token.isUnresolved(value) ? "known only at apply" : value,
    allowed: "a Duration",
    fix: `Write ${spelling(value, unit, isAllowed)}.`,
  });
}

/** How to write a number as a duration that the setting takes. */
function spelling(
  value: unknown,
  unit: TimeUnit,
  isAllowed: (duration: Duration) => boolean,
): string {
  const example = `it like Duration.${METHOD[unit]}(10)`;
  if (typeof value !== "number" || Token.isUnresolved(value)) {
    return example;
  }
  const meant = ([unit, "seconds", "milliseconds"] as const).find((candidate) =>
    isAllowed(Duration[METHOD[candidate]](value)),
  );
  if (meant === undefined) {
    return example;
  }
  return meant === "milliseconds" && value % 1000 === 0
    ? `Duration.seconds(${value / 1000})`
    : `Duration.${METHOD[meant]}(${value})`;
}

const METHOD = {
  milliseconds: "millis",
  seconds: "seconds",
  minutes: "minutes",
  hours: "hours",
  days: "days",
} as const satisfies Record<TimeUnit, keyof typeof Duration>;
