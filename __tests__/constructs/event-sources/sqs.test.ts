import type { SqsQueueConfig } from "@cdktf/provider-aws/lib/sqs-queue";
import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import type { Construct } from "constructs";
import type { SqsEventSourceOptions } from "../../../constructs";
import { Duration, lambda, SqsEventSource } from "../../../constructs";
import { environment, INLINE, only } from "../lambda/support";
import { messageOf } from "../message-of";
import { warningsOf } from "../warnings-of";
import { rightsOf, stackWith, synthSource } from "./support";

const MAPPING = "aws_lambda_event_source_mapping";

const sqs =
  (options: SqsEventSourceOptions = {}, queue: SqsQueueConfig = {}) =>
  (stack: Construct) =>
    new SqsEventSource(new SqsQueue(stack, "Jobs", queue), options);

test("a queue invokes the function, which may read and delete its messages and nothing else", () => {
  const json = synthSource(sqs());

  expect(only(json, MAPPING)).toMatchObject({
    enabled: true,
    event_source_arn: "${aws_sqs_queue.Jobs.arn}",
    function_name: expect.stringMatching(/^\$\{aws_lambda_function\.Worker_\w+\.arn\}$/) as string,
  });
  expect(rightsOf(json)).toEqual([
    {
      Action: ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"],
      Resource: ["${aws_sqs_queue.Jobs.arn}"],
    },
  ]);
});

test("every option of a queue is an attribute of the mapping", () => {
  const json = synthSource(
    sqs({
      batchSize: 100,
      maxBatchingWindow: Duration.seconds(5),
      reportBatchItemFailures: true,
      maxConcurrency: 7,
      filters: [{ body: { kind: ["remind"] } }],
      enabled: false,
    }),
  );

  expect(only(json, MAPPING)).toMatchObject({
    batch_size: 100,
    maximum_batching_window_in_seconds: 5,
    function_response_types: ["ReportBatchItemFailures"],
    scaling_config: { maximum_concurrency: 7 },
    filter_criteria: { filter: [{ pattern: '{"body":{"kind":["remind"]}}' }] },
    enabled: false,
  });
});

test("a function with a role of its own gets no statements", () => {
  const json = synthSource(sqs(), { role: "arn:aws:iam::123456789012:role/own" });

  expect(json.resource["aws_iam_role_policy"]).toBeUndefined();
  expect(only(json, MAPPING).event_source_arn).toBe("${aws_sqs_queue.Jobs.arn}");
});

test.each<[string, SqsEventSourceOptions, SqsQueueConfig, string]>([
  ["batchSize is 0", { batchSize: 0 }, {}, "from 1 to 10000 records"],
  ["batchSize is 11", { batchSize: 11 }, {}, "set maxBatchingWindow: Duration.seconds(1)"],
  ["batchSize is 11", { batchSize: 11 }, { fifoQueue: true }, "10 messages of a FIFO queue"],
  [
    "maxBatchingWindow is 301 seconds",
    { maxBatchingWindow: Duration.seconds(301) },
    {},
    "from 0 to 300",
  ],
  [
    "maxBatchingWindow is 1 second",
    { maxBatchingWindow: Duration.seconds(1) },
    { fifoQueue: true },
    "none for a FIFO queue",
  ],
  ["maxConcurrency is 1", { maxConcurrency: 1 }, {}, "from 2 to 1000"],
  ["filters is []", { filters: [] }, {}, "1 to 10 event patterns"],
  [
    "visibility timeout of dev/Jobs is 2",
    {},
    { visibilityTimeoutSeconds: 2 },
    "at least the function's timeout, 3 seconds. Set visibilityTimeoutSeconds of the queue to 18.",
  ],
  ['name of a prop is "batchsize"', { batchsize: 1 } as never, {}, "batchSize"],
])("%s, with %j for the queue %j, is refused", (what, options, queue, allowed) => {
  const message = messageOf(() => synthSource(sqs(options, queue)));

  expect(message).toContain(`dev/Worker: ${what}`);
  expect(message).toContain(allowed);
});

test("a visibility timeout below six times the function's timeout causes a warning", () => {
  const withTimeout = (visibilityTimeoutSeconds: number) =>
    warningsOf(stackWith(sqs({}, { visibilityTimeoutSeconds })));

  expect(withTimeout(17)).toEqual([expect.stringContaining("AWS recommends at least 18")]);
  expect(withTimeout(18)).toEqual([]);
});

test("the same queue twice is refused", () => {
  const stack = environment();
  const queue = new SqsQueue(stack, "Jobs", {});
  const fn = new lambda.Function(stack, "Worker", INLINE);
  fn.addEventSource(new SqsEventSource(queue));

  const message = messageOf(() => fn.addEventSource(new SqsEventSource(queue)));

  expect(message).toContain('dev/Worker: event source is "dev/Jobs"; allowed: each queue');
});

test("what isn't an event source is refused", () => {
  const stack = environment();
  const queue = new SqsQueue(stack, "Jobs", {});
  const fn = new lambda.Function(stack, "Worker", INLINE);

  expect(messageOf(() => fn.addEventSource(queue as never))).toContain("new SqsEventSource(queue)");
});
