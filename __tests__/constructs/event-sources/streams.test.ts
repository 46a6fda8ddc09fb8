import { DynamodbTable } from "@cdktf/provider-aws/lib/dynamodb-table";
import { KinesisStream } from "@cdktf/provider-aws/lib/kinesis-stream";
import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { SnsTopic } from "@cdktf/provider-aws/lib/sns-topic";
import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import type { Construct } from "constructs";
import type { KinesisEventSourceOptions } from "../../../constructs";
import {
  Duration,
  DynamoEventSource,
  KinesisEventSource,
  StartingPosition,
} from "../../../constructs";
import { only } from "../lambda/support";
import { messageOf } from "../message-of";
import { rightsOf, synthSource } from "./support";

const MAPPING = "aws_lambda_event_source_mapping";
const FROM_START = { startingPosition: StartingPosition.TRIM_HORIZON };

const table = (stack: Construct, streamEnabled = true) =>
  new DynamodbTable(stack, "Pets", {
    name: "pets",
    streamEnabled,
    streamViewType: streamEnabled ? "NEW_IMAGE" : undefined,
  });
const at = (startingPositionTimestamp?: string) => ({
  startingPosition: StartingPosition.AT_TIMESTAMP,
  startingPositionTimestamp,
});
const kinesis = (options: Partial<KinesisEventSourceOptions>) => (stack: Construct) =>
  new KinesisEventSource(new KinesisStream(stack, "Clicks", { name: "clicks" }), {
    ...FROM_START,
    ...options,
  });

test("the changes of a table invoke the function, which may read the stream alone", () => {
  const json = synthSource((stack) => new DynamoEventSource(table(stack), FROM_START));

  expect(only(json, MAPPING)).toMatchObject({
    event_source_arn: "${aws_dynamodb_table.Pets.stream_arn}",
    starting_position: "TRIM_HORIZON",
    bisect_batch_on_function_error: true,
  });
  expect(rightsOf(json)).toEqual([
    {
      Action: ["dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator"],
      Resource: ["${aws_dynamodb_table.Pets.stream_arn}"],
    },
    { Action: ["dynamodb:ListStreams"], Resource: ["*"] },
  ]);
});

test("the records of a Kinesis stream invoke the function with every option", () => {
  const json = synthSource(
    kinesis({
      startingPosition: StartingPosition.LATEST,
      batchSize: 500,
      bisectBatchOnError: false,
      retryAttempts: 0,
      maxRecordAge: Duration.hours(1),
      parallelizationFactor: 2,
      tumblingWindow: Duration.seconds(30),
    }),
  );

  expect(only(json, MAPPING)).toMatchObject({
    event_source_arn: "${aws_kinesis_stream.Clicks.arn}",
    starting_position: "LATEST",
    batch_size: 500,
    bisect_batch_on_function_error: false,
    maximum_retry_attempts: 0,
    maximum_record_age_in_seconds: 3600,
    parallelization_factor: 2,
    tumbling_window_in_seconds: 30,
  });
  expect(rightsOf(json).flatMap(({ Resource }) => Resource)).toEqual([
    "${aws_kinesis_stream.Clicks.arn}",
  ]);
});

test("without a destination, failed records are retried until they expire, and none is lost", () => {
  const json = synthSource(kinesis({}));

  expect(only(json, MAPPING)).toMatchObject({
    maximum_retry_attempts: -1,
    maximum_record_age_in_seconds: -1,
    parallelization_factor: 1,
  });
});

test.each([
  ["queue", (stack: Construct) => new SqsQueue(stack, "Failed"), "sqs:SendMessage"],
  ["topic", (stack: Construct) => new SnsTopic(stack, "Failed"), "sns:Publish"],
])("with a %s as destination, failed batches go there after ten retries", (_, failed, action) => {
  const json = synthSource((stack) => kinesis({ onFailure: failed(stack) })(stack));

  expect(only(json, MAPPING)).toMatchObject({
    maximum_retry_attempts: 10,
    destination_config: { on_failure: { destination_arn: expect.stringContaining("Failed.arn") } },
  });
  expect(rightsOf(json).at(-1)?.Action).toEqual([action]);
});

test("a Kinesis stream is read from a time on", () => {
  const json = synthSource(kinesis(at("2026-01-31T08:00:00+01:00")));

  expect(only(json, MAPPING)).toMatchObject({
    starting_position: "AT_TIMESTAMP",
    starting_position_timestamp: "2026-01-31T08:00:00+01:00",
  });
});

test("the stream of a table can't be read from a time on", () => {
  const { startingPosition } = at("2026-01-31T08:00:00Z");
  const act = () =>
    synthSource((stack) => new DynamoEventSource(table(stack), { startingPosition }));

  expect(messageOf(act)).toContain(
    'startingPosition is "AT_TIMESTAMP"; allowed: TRIM_HORIZON, LATEST.',
  );
});

test.each<[string, Partial<KinesisEventSourceOptions>, string]>([
  ["startingPositionTimestamp is missing", at(undefined), "startingPosition is AT_TIMESTAMP"],
  [
    'startingPositionTimestamp is "2026-01-31T08:00:00Z"',
    { startingPositionTimestamp: "2026-01-31T08:00:00Z" },
    "none, unless startingPosition is AT_TIMESTAMP",
  ],
  [
    'startingPositionTimestamp is "2026-01-31"',
    at("2026-01-31"),
    "a time in the past, with its offset from UTC",
  ],
  [
    'startingPositionTimestamp is "2999-01-31T08:00:00Z"',
    at("2999-01-31T08:00:00Z"),
    "a time in the past",
  ],
  ["startingPosition is missing", { startingPosition: undefined }, "a string"],
  ['startingPosition is "OLDEST"', { startingPosition: "OLDEST" as never }, "LATEST"],
  ["retryAttempts is -1", { retryAttempts: -1 }, "from 0 to 10000 retries"],
  ["maxRecordAge is 59 seconds", { maxRecordAge: Duration.seconds(59) }, "from 60 to 604800"],
  ["tumblingWindow is 901 seconds", { tumblingWindow: Duration.seconds(901) }, "from 0 to 900"],
  ["parallelizationFactor is 11", { parallelizationFactor: 11 }, "from 1 to 10 batches"],
])("%s is refused", (what, options, allowed) => {
  const message = messageOf(() => synthSource(kinesis(options)));

  expect(message).toContain(`dev/Worker: ${what}`);
  expect(message).toContain(allowed);
});

test("a bucket isn't a destination for failed batches", () => {
  const act = () =>
    synthSource((stack) => kinesis({ onFailure: new S3Bucket(stack, "Failed") })(stack));

  expect(messageOf(act)).toContain("allowed: aws_sqs_queue, aws_sns_topic");
});

test("a table without a stream is refused with what to set", () => {
  const act = () => synthSource((stack) => new DynamoEventSource(table(stack, false), FROM_START));

  expect(messageOf(act)).toContain(
    'streamEnabled of dev/Pets is false; allowed: true. Set it with a streamViewType, e.g. "NEW_AND_OLD_IMAGES".',
  );
});
