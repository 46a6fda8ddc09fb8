import { Duration } from "../core/duration";
import type { Kinds } from "../core/props";
import { propsProblem, string } from "../core/props";
import type { Refusal } from "../core/refusal";

/** The fields of a cron expression. A missing field is `*`, or `0` for smaller units than a given one. */
export interface CronOptions {
  /** 0 to 59. @default "*", or "0" if hour is given */
  readonly minute?: string;
  /** 0 to 23. @default "*", or "0" if day, month or weekDay is given */
  readonly hour?: string;
  /** Day of the month, 1 to 31 or L. Not together with weekDay. @default "*" */
  readonly day?: string;
  /** 1 to 12, or JAN to DEC. @default "*" */
  readonly month?: string;
  /** 1 (Sunday) to 7, or SUN to SAT. Not together with day. @default "?" */
  readonly weekDay?: string;
  /** 1970 to 2199. @default "*" */
  readonly year?: string;
  /** Name of the time zone, e.g. `Europe/Berlin`. @default UTC */
  readonly timeZone?: string;
}

const KINDS: Kinds<CronOptions> = {
  minute: string,
  hour: string,
  day: string,
  month: string,
  weekDay: string,
  year: string,
  timeZone: string,
};

const UNITS = ["days", "hours", "minutes"] as const;
const MONTHS = /^([\d*,/-]|JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)+$/;
const FIELDS = {
  minute: { pattern: /^[\d*,/-]+$/, min: 0, max: 59 },
  hour: { pattern: /^[\d*,/-]+$/, min: 0, max: 23 },
  day: { pattern: /^([\d*,/-]+|L|\d{1,2}W|LW)$/, min: 1, max: 31 },
  month: { pattern: MONTHS, min: 1, max: 12 },
  weekDay: { pattern: /^([\d*,/#-]|L|SUN|MON|TUE|WED|THU|FRI|SAT)+$/, min: 1, max: 7 },
  year: { pattern: /^[\d*,/-]+$/, min: 1970, max: 2199 },
};
/** How far the last of all time zones is behind UTC, in milliseconds. */
const LAST_ZONE_BEHIND = Duration.hours(12).in("milliseconds");
/** Numbers of a field, except intervals (`0/15`) and the week of a month (`2#1`). */
const NUMBERS = /(?<![\d/#])\d+/g;

/**
 * When a function is invoked.
 * @see https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html
 */
export class Schedule {
  /** At regular intervals: whole minutes, hours or days. The first is when the schedule is created. */
  static rate(interval: Duration): Schedule {
    const problem = { what: "rate", value: interval, allowed: "whole minutes, at least one" };
    if (!(interval instanceof Duration) || !interval.convertsTo("minutes")) {
      return new Schedule("", undefined, { ...problem, fix: "Write Duration.minutes(5)." });
    }
    const unit = UNITS.find((candidate) => isWhole(interval.in(candidate)));
    if (unit === undefined) {
      return new Schedule("", undefined, { ...problem, fix: "Round it to minutes." });
    }
    const amount = interval.in(unit);
    return new Schedule(`rate(${amount} ${amount === 1 ? unit.slice(0, -1) : unit})`);
  }

  /** At certain times. */
  static cron(options: CronOptions): Schedule {
    const problem = propsProblem(options, KINDS, (field) => `${field} of the cron schedule`);
    if (problem !== undefined) {
      return new Schedule("", undefined, problem);
    }
    const { minute, hour, day, month, weekDay, year, timeZone } = options;
    const hasDay = [day, month, weekDay, year].some((field) => field !== undefined);
    const parts = [
      minute ?? (hour === undefined && !hasDay ? "*" : "0"),
      hour ?? (hasDay ? "0" : "*"),
      day ?? (weekDay === undefined ? "*" : "?"),
      month ?? "*",
      weekDay ?? "?",
      year ?? "*",
    ];
    return new Schedule(`cron(${parts.join(" ")})`, timeZone, cronProblem(options));
  }

  /**
   * Once. A time in the past causes a warning.
   * @param time - without an offset, e.g. `2027-01-31T08:00:00`
   * @param timeZone - @default UTC
   */
  static at(time: string, timeZone?: string): Schedule {
    const isTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/.test(time) && !isNaN(Date.parse(`${time}Z`));
    const problem = isTime
      ? undefined
      : {
          what: "time",
          value: time,
          allowed: "a date and time without an offset",
          fix: 'Write it like "2027-01-31T08:00:00", and pass the time zone.',
        };
    const warning = isPast(time, timeZone)
      ? `the time ${time} is in the past, so the schedule doesn't invoke the function. Choose a later time, or remove the event source.`
      : undefined;
    return new Schedule(`at(${time})`, timeZone, problem ?? zoneProblem(timeZone), warning);
  }

  private constructor(
    /** As AWS writes it, e.g. `rate(5 minutes)`. */
    readonly expression: string,
    readonly timeZone?: string,
    /** What AWS would refuse, for the error of the event source. */
    readonly problem?: Refusal,
    /** What may be a mistake, for the warning of the event source. */
    readonly warning?: string,
  ) {}
}

/** Whether a local time has passed: in UTC, or by the last of all time zones, UTC-12. */
function isPast(time: string, timeZone: string | undefined): boolean {
  const behind = timeZone === undefined ? 0 : LAST_ZONE_BEHIND;
  return Date.parse(`${time}Z`) + behind < Date.now();
}

function isWhole(amount: number): boolean {
  return Number.isInteger(amount) && amount > 0;
}

function cronProblem(options: CronOptions): Refusal | undefined {
  const { day, weekDay, timeZone } = options;
  if (day !== undefined && weekDay !== undefined) {
    const value = { day, weekDay };
    return { what: "cron", value, allowed: "day or weekDay", fix: "Leave one of them out." };
  }
  for (const [name, { pattern, min, max }] of Object.entries(FIELDS)) {
    const value = options[name as keyof typeof FIELDS];
    const numbers = value?.match(NUMBERS)?.map(Number) ?? [];
    const isInRange = numbers.every((number) => number >= min && number <= max);
    if (value !== undefined && (!pattern.test(value) || !isInRange)) {
      const allowed = `numbers from ${min} to ${max}, with , - * /`;
      const fix = "Correct the field; see the guide of EventBridge Scheduler.";
      return { what: `${name} of the cron schedule`, value, allowed, fix };
    }
  }
  return zoneProblem(timeZone);
}

function zoneProblem(timeZone: string | undefined): Refusal | undefined {
  if (timeZone === undefined) {
    return undefined;
  }
  try {
    new Intl.DateTimeFormat("en", { timeZone });
    return undefined;
  } catch {
    const allowed = "a name of the time zone database";
    return { what: "timeZone", value: timeZone, allowed, fix: 'Write it like "Europe/Berlin".' };
  }
}
