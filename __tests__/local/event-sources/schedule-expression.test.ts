import { parseSchedule } from "../../../local/event-sources/schedule/expression";

const AFTER = new Date("2026-11-22T10:07:30Z"); // a Sunday

function next(expression: string, timeZone?: string): string | undefined {
  return parseSchedule(expression, timeZone).next(AFTER)?.toISOString();
}

test.each([
  ["rate(1 minute)", "2026-11-22T10:08:30.000Z"],
  ["rate(5 minutes)", "2026-11-22T10:12:30.000Z"],
  ["rate(2 hours)", "2026-11-22T12:07:30.000Z"],
  ["rate(1 day)", "2026-11-23T10:07:30.000Z"],
  ["cron(15 12 * * ? *)", "2026-11-22T12:15:00.000Z"],
  ["cron(0/15 * * * ? *)", "2026-11-22T10:15:00.000Z"],
  ["cron(5/20 8-17 ? * 2-6 *)", "2026-11-23T08:05:00.000Z"],
  ["cron(0 18 ? * MON-FRI *)", "2026-11-23T18:00:00.000Z"],
  ["cron(0 8 1 * ? *)", "2026-12-01T08:00:00.000Z"],
  ["cron(0 10 ? * 1 2027)", "2027-01-03T10:00:00.000Z"],
  ["cron(0 9 ? * 2#1 *)", "2026-12-07T09:00:00.000Z"],
  ["cron(0 9 ? * 6L *)", "2026-11-27T09:00:00.000Z"],
  ["cron(0 9 ? * L *)", "2026-11-28T09:00:00.000Z"],
  ["cron(0 9 L * ? *)", "2026-11-30T09:00:00.000Z"],
  ["cron(0 9 15W * ? *)", "2026-12-15T09:00:00.000Z"],
  ["cron(0 0 1 1 ? 2026)", undefined],
  ["at(2026-12-24T18:00:00)", "2026-12-24T18:00:00.000Z"],
  ["at(2026-01-01T00:00:00)", undefined],
])("%s fires at %s", (expression, expected) => {
  expect(next(expression)).toBe(expected);
});

test("UTC needs no data of time zones, which Node.js takes long to load", () => {
  const format = jest.spyOn(Intl, "DateTimeFormat");

  next("cron(15 12 * * ? *)");

  expect(format).not.toHaveBeenCalled();
  format.mockRestore();
});

test("a time zone applies, with its daylight saving time", () => {
  expect(next("cron(30 9 * * ? *)", "America/New_York")).toBe("2026-11-22T14:30:00.000Z");
  expect(next("at(2027-07-01T09:30:00)", "America/New_York")).toBe("2027-07-01T13:30:00.000Z");
});

test.each([
  "cron(0 1 * * * *)",
  "cron(71 8 1 * ? *)",
  "cron(INVALID)",
  "cron(0 9 ? * 8 *)",
  "rate(10 seconds)",
  "rate(1 minutes)",
  "rate(2 minute)",
  "rate(0 minutes)",
  "at(2021-12-31T23:59:59Z)",
  "daily",
])("%s is refused, as by AWS", (expression) => {
  expect(() => parseSchedule(expression)).toThrow(`the schedule expression is ${expression} (`);
});

test.each([
  ["rate(1 minutes)", "rate(1 minute)"],
  ["rate(2 minute)", "rate(2 minutes)"],
])("%s is refused with what to write: %s", (expression, right) => {
  expect(() => parseSchedule(expression)).toThrow(`(write ${right})`);
});
