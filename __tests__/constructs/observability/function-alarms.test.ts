import { LambdaEventSourceMapping } from "@cdktf/provider-aws/lib/lambda-event-source-mapping";
import { SnsTopic } from "@cdktf/provider-aws/lib/sns-topic";
import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import { TerraformVariable } from "cdktf";
import type { FunctionAlarmOptions } from "../../../constructs";
import { Duration, lambda } from "../../../constructs";
import { environment, INLINE } from "../lambda/support";
import { alarmsIn } from "./support";

interface Given {
  readonly props?: Partial<lambda.FunctionProps>;
  readonly options?: FunctionAlarmOptions;
  readonly before?: (fn: lambda.Function) => void;
}

function alarmsOf({ props, options, before }: Given = {}) {
  const stack = environment();
  const fn = new lambda.Function(stack, "Hello", { ...INLINE, ...props });
  before?.(fn);
  fn.alarms(new SnsTopic(stack, "Topic"), options);
  return alarmsIn(stack);
}

describe("alarms of a function", () => {
  test("are sent to the topic when they begin and when they end", () => {
    const { Errors } = alarmsOf();

    const topic = ["${aws_sns_topic.Topic.arn}"];
    expect(Errors).toMatchObject({ alarm_actions: topic, ok_actions: topic });
  });

  test("are for errors, throttles and durations near the timeout by default", () => {
    const alarms = alarmsOf({ props: { timeout: Duration.seconds(10) } });

    expect(Object.keys(alarms)).toEqual(["Duration", "Errors", "Throttles"]);
    expect(alarms.Errors).toMatchObject({
      alarm_name: "shop-dev-Hello-Alarms-Errors",
      namespace: "AWS/Lambda",
      metric_name: "Errors",
      statistic: "Sum",
      threshold: 1,
      evaluation_periods: 1,
      period: 300,
      treat_missing_data: "notBreaching",
      comparison_operator: "GreaterThanOrEqualToThreshold",
    });
    expect(alarms.Throttles).toMatchObject({ metric_name: "Throttles", threshold: 1 });
    expect(alarms.Duration).toMatchObject({
      metric_name: "Duration",
      extended_statistic: "p99",
      threshold: 8000,
      evaluation_periods: 3,
    });
    expect(alarms.Duration).not.toHaveProperty("statistic");
  });

  test("have the name of the function as their dimension", () => {
    const { Errors } = alarmsOf();

    expect(Errors?.dimensions).toEqual({
      FunctionName: expect.stringMatching(/^\$\{aws_lambda_function\.Hello\w*\.function_name\}$/),
    });
  });

  test("have the thresholds of the options, and false leaves one out", () => {
    const options = { errors: 5, throttles: false, durationPercent: 50 } as const;

    const alarms = alarmsOf({ options });

    expect(Object.keys(alarms)).toEqual(["Duration", "Errors"]);
    expect(alarms.Errors).toMatchObject({ threshold: 5 });
    expect(alarms.Duration).toMatchObject({ threshold: 1500 });
  });

  test("calculate with a timeout that only an apply knows", () => {
    const timeout = (fn: lambda.Function) => {
      fn.resource.timeout = new TerraformVariable(fn, "timeout", {}).numberValue;
    };

    const { Duration: alarm } = alarmsOf({ before: timeout });

    expect(alarm?.threshold).toMatch(/^\$\{\(var\.\w+ \* 800\)\}$/);
  });

  test.each([
    ["a stream", "LATEST", 300_000],
    ["a queue", undefined, undefined],
  ])("are for the age of records if an event source is %s", (_source, startingPosition, age) => {
    const mapping = (fn: lambda.Function) =>
      new LambdaEventSourceMapping(fn, "Source", {
        functionName: fn.functionName,
        eventSourceArn: "arn:aws:kinesis:eu-west-1:1:stream/s",
        startingPosition,
      });

    const { IteratorAge } = alarmsOf({ before: mapping });

    expect(IteratorAge?.threshold).toBe(age);
  });

  test("don't look at the streams of other functions", () => {
    const mapping = (fn: lambda.Function) =>
      new LambdaEventSourceMapping(fn, "Source", {
        functionName: new lambda.Function(fn, "Other", INLINE).functionName,
        startingPosition: "LATEST",
      });

    expect(alarmsOf({ before: mapping })).not.toHaveProperty("IteratorAge");
  });

  test("are for messages in the dead-letter queue of the stack", () => {
    const stack = environment();
    new SqsQueue(stack, "Other");
    const queue = new SqsQueue(stack, "Failed", { name: "failed" });
    const fn = new lambda.Function(stack, "Hello", { ...INLINE, deadLetterTargetArn: queue.arn });

    fn.alarms(new SnsTopic(stack, "Topic"));

    expect(alarmsIn(stack).DeadLetters).toMatchObject({
      namespace: "AWS/SQS",
      metric_name: "ApproximateNumberOfMessagesVisible",
      dimensions: { QueueName: "${aws_sqs_queue.Failed.name}" },
      threshold: 1,
    });
  });

  test("are for a dead-letter queue of elsewhere that is named", () => {
    const { DeadLetters } = alarmsOf({ options: { deadLetterQueue: { name: "failed" } } });

    expect(DeadLetters).toMatchObject({ dimensions: { QueueName: "failed" } });
  });

  test.each<[string, FunctionAlarmOptions, string]>([
    ["errors", { errors: 0 }, "errors is 0; allowed: a whole number from 1"],
    ["throttles", { throttles: 1.5 }, "throttles is 1.5; allowed: a whole number from 1"],
    [
      "durationPercent",
      { durationPercent: 101 },
      "durationPercent is 101; allowed: a whole number from 1 to 100 percent",
    ],
    [
      "iteratorAge",
      { iteratorAge: 60 as never },
      "iteratorAge is 60; allowed: a Duration. Write Duration.seconds(60).",
    ],
    [
      "deadLetters",
      { deadLetters: "1" as never },
      'deadLetters is "1"; allowed: a number, or false',
    ],
  ])("with %s out of range are refused", (_name, options, message) => {
    expect(() => alarmsOf({ options })).toThrow(`dev/Hello/Alarms: ${message}`);
  });

  test("without a topic are refused", () => {
    const fn = new lambda.Function(environment(), "Hello", INLINE);

    expect(() => fn.alarms("arn" as never)).toThrow(
      'dev/Hello/Alarms: topic is "arn"; allowed: an SNS topic, e.g. new SnsTopic(this, id)',
    );
  });
});
