import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import type { CronOptions } from "../../../constructs";
import { Duration, Schedule, ScheduleEventSource } from "../../../constructs";
import { all } from "../api-gateway/support";
import { onBehalfOf, only } from "../lambda/support";
import { messageOf } from "../message-of";
import { warningsOf } from "../warnings-of";
import { stackWith, synthSource } from "./support";

const scheduled = (schedule: Schedule, options = {}) =>
  synthSource(() => new ScheduleEventSource("Nightly", schedule, options));

test("a schedule invokes the function by a role that may do only that", () => {
  const json = scheduled(Schedule.cron({ hour: "3", minute: "30", timeZone: "Europe/Berlin" }));

  expect(only(json, "aws_scheduler_schedule")).toMatchObject({
    name: "shop-dev-Worker-Nightly",
    schedule_expression: "cron(30 3 * * ? *)",
    schedule_expression_timezone: "Europe/Berlin",
    state: "ENABLED",
    flexible_time_window: { mode: "OFF" },
    target: {
      arn: expect.stringContaining("aws_lambda_function.Worker"),
      role_arn: expect.stringContaining("aws_iam_role.Worker_Nightly_Role"),
    },
  });
  const policies = Object.values(json.resource["aws_iam_role_policy"] ?? {}).map(({ policy }) =>
    String(policy),
  );
  expect(policies).toContainEqual(
    expect.stringMatching(
      /"Action":\["lambda:InvokeFunction"\],"Resource":\["\$\{aws_lambda_function\.Worker_\w+\.arn\}"\]/,
    ),
  );
});

test("the scheduler assumes the role only for schedules of this account's default group", () => {
  const json = scheduled(Schedule.rate(Duration.hours(1)));

  const [, role] = all(json, "aws_iam_role").find(([name]) => name.includes("Nightly")) ?? [];
  expect(JSON.parse(String(role?.assume_role_policy))).toMatchObject({
    Statement: [
      {
        Principal: { Service: "scheduler.amazonaws.com" },
        Condition: onBehalfOf("scheduler", "schedule-group/default"),
      },
    ],
  });
});

test("the options of a schedule are attributes of its target", () => {
  const json = synthSource(
    (stack) =>
      new ScheduleEventSource("Nightly", Schedule.rate(Duration.hours(1)), {
        input: { kind: "report" },
        retryAttempts: 2,
        maxEventAge: Duration.minutes(5),
        deadLetterQueue: new SqsQueue(stack, "Failed"),
        enabled: false,
      }),
  );

  expect(only(json, "aws_scheduler_schedule")).toMatchObject({
    state: "DISABLED",
    target: {
      input: '{"kind":"report"}',
      retry_policy: { maximum_retry_attempts: 2, maximum_event_age_in_seconds: 300 },
      dead_letter_config: { arn: "${aws_sqs_queue.Failed.arn}" },
    },
  });
  expect(JSON.stringify(json.resource["aws_iam_role_policy"])).toContain("sqs:SendMessage");
});

test.each([
  [Duration.minutes(1), "rate(1 minute)"],
  [Duration.minutes(90), "rate(90 minutes)"],
  [Duration.minutes(120), "rate(2 hours)"],
  [Duration.hours(24), "rate(1 day)"],
  [Duration.seconds(300), "rate(5 minutes)"],
])("%s is %s", (interval, expression) => {
  expect(Schedule.rate(interval).expression).toBe(expression);
});

test.each<[CronOptions, string]>([
  [{}, "cron(* * * * ? *)"],
  [{ minute: "0/15" }, "cron(0/15 * * * ? *)"],
  [{ weekDay: "2#1" }, "cron(0 0 ? * 2#1 *)"],
  [{ hour: "3" }, "cron(0 3 * * ? *)"],
  [{ weekDay: "MON-FRI" }, "cron(0 0 ? * MON-FRI *)"],
  [{ day: "L", hour: "8", minute: "30" }, "cron(30 8 L * ? *)"],
  [{ month: "JAN,JUL", day: "1" }, "cron(0 0 1 JAN,JUL ? *)"],
])("%j is %s", (options, expression) => {
  expect(Schedule.cron(options)).toMatchObject({ expression, problem: undefined });
});

test("a schedule for one time has it without an offset", () => {
  const { expression, timeZone } = Schedule.at("2027-01-31T08:00:00", "Asia/Tokyo");

  expect([expression, timeZone]).toEqual(["at(2027-01-31T08:00:00)", "Asia/Tokyo"]);
});

test.each([
  ["2020-01-31T08:00:00", undefined],
  ["2020-01-31T08:00:00", "Europe/Berlin"],
])("a schedule for %s, time zone %s, which is past, causes a warning", (time, timeZone) => {
  expect(
    warningsOf(stackWith(() => new ScheduleEventSource("At", Schedule.at(time, timeZone)))),
  ).toEqual([
    `dev/Worker/At: the time ${time} is in the past, so the schedule doesn't invoke the function. ` +
      "Choose a later time, or remove the event source.",
  ]);
});

test("a time that has passed in UTC, but not in the zone of the schedule, causes no warning", () => {
  const anHourAgo = new Date(Date.now() - 3_600_000).toISOString().slice(0, 19);

  const stack = stackWith(
    () => new ScheduleEventSource("At", Schedule.at(anHourAgo, "America/Los_Angeles")),
  );

  expect(warningsOf(stack)).toEqual([]);
});

test.each<[string, Schedule, string]>([
  ["rate is 30 seconds", Schedule.rate(Duration.seconds(30)), "whole minutes"],
  ["rate is 0 minutes", Schedule.rate(Duration.minutes(0)), "whole minutes"],
  ["rate is 5", Schedule.rate(5 as never), "Write Duration.minutes(5)."],
  ["cron is", Schedule.cron({ day: "1", weekDay: "MON" }), "day or weekDay"],
  ['hour of the cron schedule is "3am"', Schedule.cron({ hour: "3am" }), "from 0 to 23"],
  ['minute of the cron schedule is "71"', Schedule.cron({ minute: "71" }), "from 0 to 59"],
  ['timeZone is "Berlin"', Schedule.cron({ timeZone: "Berlin" }), "Europe/Berlin"],
  ['time is "2027-01-31T08:00:00Z"', Schedule.at("2027-01-31T08:00:00Z"), "without an offset"],
  ['time is "2027-13-31T08:00:00"', Schedule.at("2027-13-31T08:00:00"), "without an offset"],
  ["schedule is", "rate(5 minutes)" as never, "Schedule.rate(Duration.minutes(5))"],
])("%s is refused with the function's path", (what, schedule, allowed) => {
  const message = messageOf(() => scheduled(schedule));

  expect(message).toMatch(/^dev\/Worker/);
  expect(message).toContain(what);
  expect(message).toContain(allowed);
});
