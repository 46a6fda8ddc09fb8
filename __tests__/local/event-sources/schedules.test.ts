import { declaredSources } from "../../../local/event-sources/declared-sources";
import { scheduleSource } from "../../../local/event-sources/schedule/schedule-source";
import { schedulerSchedule, type Schedule } from "../../../local/event-sources/schedule/schedule";
import type { EventSource, SourceServices } from "../../../local/event-sources/event-source";
import { Positions } from "../../../local/event-sources/stream/positions";
import { AwsClient } from "../../../local/services";
import { plainStack } from "../lambda/support/plain-stack";

const FUNCTION_ARN = "arn:aws:lambda:eu-west-1:123456789012:function:job";
const ADDRESS = "aws_scheduler_schedule.job";

function schedule(attributes: object): Schedule | undefined {
  const resource = {
    name: "job",
    arn: "arn:aws:scheduler:eu-west-1:123456789012:schedule/default/job",
    flexible_time_window: [{ mode: "OFF" }],
    target: [{ arn: FUNCTION_ARN, role_arn: "arn:aws:iam::123456789012:role/r" }],
    ...attributes,
  };
  const [read] = plainStack("/", { [ADDRESS]: resource }).ofType("aws_scheduler_schedule");
  return read && schedulerSchedule(read);
}

describe("a schedule", () => {
  const invocations: [string, string][] = [];
  const services: SourceServices = {
    client: new AwsClient(() => undefined),
    lambda: {
      invoke: () => Promise.reject(new Error("not synchronously")),
      handleEvent: () => Promise.reject(new Error("nothing but Lambda keeps the event")),
      invokeAsync: (functionRef, payload) => {
        invocations.push([functionRef, payload.toString()]);
      },
    },
    log: { report: () => undefined },
    send: () => Promise.resolve(),
    positions: new Positions({ write: () => undefined }),
  };
  let source: EventSource | undefined;
  beforeEach(() => {
    invocations.length = 0;
    jest.useFakeTimers({ now: new Date("2026-11-22T10:07:30Z") });
  });
  afterEach(async () => {
    await source?.stop();
    jest.useRealTimers();
  });

  async function start(attributes: object): Promise<void> {
    const declared = schedule(attributes);
    source = declared && scheduleSource(declared).create(services);
    await source?.start();
  }

  test("fires at its times, with the event of EventBridge Scheduler", async () => {
    await start({ schedule_expression: "rate(5 minutes)" });

    await jest.advanceTimersByTimeAsync(10 * 60_000 + 1);

    expect(invocations.map(([functionRef]) => functionRef)).toEqual([FUNCTION_ARN, FUNCTION_ARN]);
    expect(JSON.parse(invocations[0]?.[1] ?? "")).toEqual({
      version: "0",
      id: expect.stringMatching(/^[\da-f-]{36}$/) as string,
      "detail-type": "Scheduled Event",
      source: "aws.scheduler",
      account: "123456789012",
      time: "2026-11-22T10:12:30Z",
      region: "eu-west-1",
      resources: ["arn:aws:scheduler:eu-west-1:123456789012:schedule/default/job"],
      detail: "{}",
    });
  });

  test("sends its input, with the context that it names", async () => {
    const input = '{"at":"<aws.scheduler.scheduled-time>","n":"<aws.scheduler.attempt-number>"}';
    const target = [{ arn: FUNCTION_ARN, role_arn: "r", input }];
    await start({ schedule_expression: "cron(15 12 * * ? *)", target });

    await jest.advanceTimersByTimeAsync(3 * 3_600_000);

    expect(invocations).toEqual([[FUNCTION_ARN, '{"at":"2026-11-22T12:15:00Z","n":"1"}']]);
  });

  test("waits for a time that is months away", async () => {
    await start({ schedule_expression: "at(2027-06-01T00:00:00)" });

    await jest.advanceTimersByTimeAsync(190 * 86_400_000);
    expect(invocations).toHaveLength(0);
    await jest.advanceTimersByTimeAsync(86_400_000);

    expect(invocations).toHaveLength(1);
  });

  test("fires neither before its start nor after its end", async () => {
    const start_date = "2026-11-22T11:00:00Z";
    const end_date = "2026-11-22T13:00:00Z";
    await start({ schedule_expression: "cron(30 * * * ? *)", start_date, end_date });

    await jest.advanceTimersByTimeAsync(24 * 3_600_000);

    expect(invocations).toHaveLength(2);
  });

  test("doesn't fire after it was stopped", async () => {
    await start({ schedule_expression: "rate(1 minute)" });

    await source?.stop();
    await jest.advanceTimersByTimeAsync(3_600_000);

    expect(invocations).toEqual([]);
  });

  test("isn't served if it is disabled", () => {
    expect(schedule({ schedule_expression: "rate(1 minute)", state: "DISABLED" })).toBeUndefined();
  });

  test.each(["not JSON", "<aws.scheduler.scheduled-time>"])(
    "is refused with its address if a function would get %s, which isn't JSON",
    (input) => {
      const target = [{ arn: FUNCTION_ARN, role_arn: "r", input }];
      expect(() => schedule({ schedule_expression: "rate(1 minute)", target })).toThrow(
        `${ADDRESS}.target.input: ${JSON.stringify(input)} isn't JSON`,
      );
    },
  );

  test("may send a queue any text, and a function a number that the context fills in", () => {
    const target = [
      { arn: "arn:aws:sqs:eu-west-1:123456789012:jobs", input: "not JSON" },
      { arn: FUNCTION_ARN, input: '{"n":<aws.scheduler.attempt-number>}' },
    ];
    expect(schedule({ schedule_expression: "rate(1 minute)", target })).toBeDefined();
  });

  test("is refused with its address if the expression is invalid", () => {
    expect(() => schedule({ schedule_expression: "rate(1 minutes)" })).toThrow(
      `${ADDRESS}: the schedule expression is rate(1 minutes)`,
    );
  });
});

test("a rule with an input that isn't JSON is refused in AWS's words", () => {
  const stack = plainStack("/", {
    "aws_cloudwatch_event_rule.job": { name: "job", schedule_expression: "rate(1 minute)" },
    "aws_cloudwatch_event_target.job": {
      rule: "job",
      target_id: "queue",
      arn: "arn:aws:sqs:eu-west-1:123456789012:jobs",
      input: "not JSON",
    },
  });

  expect(declaredSources(stack).warnings).toEqual([
    "aws_cloudwatch_event_target.job: Input for target queue is not a valid JSON text. It is not served.",
  ]);
});
