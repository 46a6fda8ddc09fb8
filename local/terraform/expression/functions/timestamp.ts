import { ExpressionValueError, shown } from "../values";

/** A time with the UTC offset that it was written with. */
export interface Timestamp {
  /** In nanoseconds since 1970. */
  readonly instant: bigint;
  readonly offsetMinutes: number;
}

const RFC3339 =
  /^(?<date>\d{4}-\d\d-\d\d)T(?<time>\d\d:\d\d:\d\d)(?:[.,](?<fraction>\d+))?(?<offset>Z|[+-]\d\d:\d\d)$/;
const MILLISECOND = 1_000_000n;

/** @throws ExpressionValueError unless the text is a time in the form of RFC 3339 */
export function parseTimestamp(value: string): Timestamp {
  const { date, time, fraction = "", offset = "" } = RFC3339.exec(value)?.groups ?? {};
  const local = `${date}T${time}.000Z`;
  const milliseconds = Date.parse(local);
  // Date.parse turns February 30 into March 2.
  if (Number.isNaN(milliseconds) || new Date(milliseconds).toISOString() !== local) {
    throw new ExpressionValueError(`${shown(value)} is not a time such as 2025-01-31T12:00:00Z`);
  }
  const offsetMinutes = minutesOf(offset);
  const nanoseconds = BigInt(fraction.slice(0, 9).padEnd(9, "0"));
  return {
    instant: BigInt(milliseconds - offsetMinutes * 60_000) * MILLISECOND + nanoseconds,
    offsetMinutes,
  };
}

function minutesOf(offset: string): number {
  const [, sign, hours, minutes] = /^([+-])(\d\d):(\d\d)$/.exec(offset) ?? [];
  return (sign === "-" ? -1 : 1) * (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) || 0;
}

/** The date and time of day at the timestamp's offset, as if they were in UTC. */
export function localDate({ instant, offsetMinutes }: Timestamp): Date {
  // Division of BigInts rounds towards zero.
  const rounded = instant - (((instant % MILLISECOND) + MILLISECOND) % MILLISECOND);
  return new Date(Number(rounded / MILLISECOND) + offsetMinutes * 60_000);
}

/** `+01:00`, with the separator. */
export function offsetText({ offsetMinutes }: Timestamp, separator: string): string {
  const two = (value: number) => String(Math.trunc(value)).padStart(2, "0");
  const minutes = Math.abs(offsetMinutes);
  return `${offsetMinutes < 0 ? "-" : "+"}${two(minutes / 60)}${separator}${two(minutes % 60)}`;
}

/** RFC 3339 to the second. */
export function isoText(timestamp: Timestamp): string {
  const local = localDate(timestamp).toISOString().slice(0, 19);
  return local + (timestamp.offsetMinutes === 0 ? "Z" : offsetText(timestamp, ":"));
}
