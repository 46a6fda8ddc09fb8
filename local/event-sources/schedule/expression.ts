import { Cron } from "croner";

/** When a schedule fires. */
export interface ScheduleTimes {
  /** The first time after this one; undefined if there is none. */
  next(after: Date): Date | undefined;
}

const UNITS: Readonly<Record<string, number>> = { minute: 60, hour: 3_600, day: 86_400 };
const DAYS = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

/** The fields of a cron expression, and the last value of those that `/` may start in. */
const FIELDS = [59, 23, 31, 12, undefined, 2199];
const DAY_OF_WEEK = 4;

/**
 * Reads a schedule expression: `rate(5 minutes)`, `cron(0 12 * * ? *)`, `at(2027-01-01T00:00:00)`.
 * @param timeZone of cron and at: `Europe/Berlin`
 * @throws Error
 * @see https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html
 */
export function parseSchedule(text: string, timeZone = "UTC"): ScheduleTimes {
  const [, kind = "", inner = ""] = /^(\w+)\((.+)\)$/.exec(text) ?? [];
  try {
    const parse = KINDS[kind];
    if (!parse) {
      throw new Error("it has another form");
    }
    return parse(inner, timeZone);
  } catch (error) {
    const reason = (error as Error).message;
    throw new Error(
      `the schedule expression is ${text} (${reason}); expected rate(5 minutes), ` +
        "cron(0 12 * * ? *) or at(2027-01-01T00:00:00)",
      { cause: error },
    );
  }
}

const KINDS: Readonly<Record<string, (inner: string, timeZone: string) => ScheduleTimes>> = {
  rate,
  cron,
  at,
};

/** AWS counts from the creation of the rule; the runner from its start. */
function rate(inner: string): ScheduleTimes {
  const [, value = "", unit = ""] = /^([1-9]\d*) (minute|hour|day)s?$/.exec(inner) ?? [];
  const seconds = Number(value) * (UNITS[unit] ?? NaN);
  if (!(seconds > 0)) {
    throw new Error("a rate is a number of minutes, hours or days");
  }
  const right = `${value} ${unit}${value === "1" ? "" : "s"}`;
  if (inner !== right) {
    throw new Error(`write rate(${right})`);
  }
  return { next: (after) => new Date(after.getTime() + seconds * 1_000) };
}

function cron(inner: string, timezone: string): ScheduleTimes {
  const fields = inner.trim().split(/\s+/);
  const [, , dayOfMonth, , dayOfWeek] = fields;
  if (fields.length !== FIELDS.length) {
    throw new Error("a cron expression has six fields");
  }
  if ((dayOfMonth === "?") === (dayOfWeek === "?")) {
    throw new Error("one of day-of-month and day-of-week must be ?");
  }
  const pattern = ["0", ...fields.map(cronField)].join(" ");
  const job = pausedJob(pattern, timezone);
  return { next: (after) => job.nextRun(after) ?? undefined };
}

function pausedJob(pattern: string, timezone: string): Cron {
  // The first use of a time zone takes as long as to read a stack.
  const zone = timezone === "UTC" ? { utcOffset: 0 } : { timezone };
  return new Cron(pattern, { ...zone, paused: true });
}

/** Croner's form of a field: it has other numbers for weekdays, and ranges before a slash. */
function cronField(field: string, index: number): string {
  if (field === "?") {
    return "*";
  }
  const last = FIELDS[index];
  return field
    .split(",")
    .map((part) => {
      const stepped = /^(\d+)\/(\d+)$/.exec(part);
      if (stepped && last !== undefined) {
        return `${stepped[1]}-${last}/${stepped[2]}`;
      }
      return index === DAY_OF_WEEK ? weekday(part) : part;
    })
    .join(",");
}

/** AWS counts from 1, Sunday. `L` alone is Saturday, `6L` the last Friday of the month. */
function weekday(part: string): string {
  if (part === "L") {
    return "SAT";
  }
  return part.replace(/(?<![#/\d])\d/g, (day) => {
    const name = DAYS[Number(day) - 1];
    if (name === undefined) {
      throw new Error("days of the week are 1 to 7");
    }
    return name;
  });
}

function at(inner: string, timezone: string): ScheduleTimes {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/.test(inner)) {
    throw new Error("a time has no zone and no milliseconds");
  }
  const job = pausedJob(inner, timezone);
  return { next: (after) => job.nextRun(after) ?? undefined };
}
