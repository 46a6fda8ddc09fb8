import type { Value } from "../../resolved-stack";
import { ExpressionValueError, shown, text } from "../values";
import { formatDate } from "./format-date";
import type { TerraformFunctions } from "./terraform-function";
import { isoText, parseTimestamp } from "./timestamp";

const NANOSECONDS: Readonly<Record<string, number>> = {
  ns: 1,
  us: 1e3,
  µs: 1e3,
  μs: 1e3,
  ms: 1e6,
  s: 1e9,
  m: 60e9,
  h: 3600e9,
};
const DURATION = /^[+-]?(?:0|(?:(?:\d+\.?\d*|\.\d+)(?:ns|[uµμ]s|ms|s|m|h))+)$/;

/** Go's form of a duration: `-1h30m`. */
function nanoseconds(duration: string): bigint {
  if (!DURATION.test(duration)) {
    throw new ExpressionValueError(`${shown(duration)} is not a duration such as 1h30m or -10s`);
  }
  const parts = [...duration.matchAll(/([\d.]+)([a-zµμ]+)/g)];
  const sum = parts.reduce(
    (total, [, count, unit = ""]) => total + Number(count) * (NANOSECONDS[unit] ?? 0),
    0,
  );
  return BigInt(Math.trunc(duration.startsWith("-") ? -sum : sum));
}

function timeadd(time: string, duration: string): string {
  const timestamp = parseTimestamp(time);
  return isoText({ ...timestamp, instant: timestamp.instant + nanoseconds(duration) });
}

function timecmp(a: Value | undefined, b: Value | undefined): number {
  const [first, second] = [parseTimestamp(text(a)).instant, parseTimestamp(text(b)).instant];
  return first === second ? 0 : first < second ? -1 : 1;
}

/** Terraform's form of a time in UTC, to the second. */
const utc = (date: Date) => date.toISOString().replace(/\.\d+/, "");

/** The runner's counterpart to a plan is its own start. */
const START = new Date();

export const dateFunctions: TerraformFunctions = {
  formatdate: ([pattern, time]) => formatDate(text(pattern), parseTimestamp(text(time))),
  plantimestamp: () => utc(START),
  timeadd: ([time, duration]) => timeadd(text(time), text(duration)),
  timecmp: ([a, b]) => timecmp(a, b),
  timestamp: () => utc(new Date()),
};
