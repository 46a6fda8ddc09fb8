import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { DynamodbTable } from "@cdktf/provider-aws/lib/dynamodb-table";
import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import { Construct } from "constructs";
import {
  DynamoEventSource,
  KinesisEventSource,
  lambda,
  S3EventSource,
  SnsEventSource,
  SqsEventSource,
  StartingPosition,
} from "../../../constructs";
import { environment, INLINE } from "../lambda/support";
import { messageOf } from "../message-of";
import { synthSource } from "./support";

const STREAM = { startingPosition: StartingPosition.LATEST };
const bucket = (stack: Construct) => new S3Bucket(stack, "Images");
const queue = (stack: Construct) => new SqsQueue(stack, "Jobs");
const table = (stack: Construct) => new DynamodbTable(stack, "Pets", { name: "pets" });

/** A construct whose Terraform type isn't known. */
class ExistingTopic extends Construct {
  readonly arn = "arn:aws:sns:us-east-1:123456789012:news";
}

test.each<[string, (stack: Construct) => lambda.IEventSource, string]>([
  [
    "SqsEventSource of a bucket",
    (stack) => new SqsEventSource(bucket(stack)),
    'queue is "<S3Bucket>"; allowed: a queue, e.g. an SqsQueue',
  ],
  [
    "SnsEventSource of a queue",
    (stack) => new SnsEventSource(queue(stack)),
    'topic is "<SqsQueue>"; allowed: a topic, e.g. an SnsTopic',
  ],
  [
    "S3EventSource of a queue",
    (stack) => new S3EventSource(queue(stack) as never, { events: ["s3:ObjectCreated:*"] }),
    'bucket is "<SqsQueue>"; allowed: a bucket, e.g. an S3Bucket',
  ],
  [
    "KinesisEventSource of a table",
    (stack) => new KinesisEventSource(table(stack), STREAM),
    'stream is "<DynamodbTable>"; allowed: a data stream, e.g. a KinesisStream',
  ],
  [
    "DynamoEventSource of a bucket",
    (stack) => new DynamoEventSource(bucket(stack) as never, STREAM),
    'table is "<S3Bucket>"; allowed: a table, e.g. a DynamodbTable',
  ],
  [
    "dead-letter queue that is a log group",
    (stack) => {
      const deadLetterQueue = new CloudwatchLogGroup(stack, "Logs");
      return new SnsEventSource(new ExistingTopic(stack, "News"), { deadLetterQueue });
    },
    'deadLetterQueue is "<CloudwatchLogGroup>"; allowed: a queue, e.g. an SqsQueue',
  ],
])("a %s is refused", (_title, source, message) => {
  expect(messageOf(() => synthSource(source))).toContain(message);
});

test.each<[string, (stack: Construct) => lambda.AsyncDestination, string]>([
  ["SqsDestination", (stack) => new lambda.SqsDestination(bucket(stack)), "a queue"],
  ["SnsDestination", (stack) => new lambda.SnsDestination(bucket(stack)), "a topic"],
  [
    "EventBridgeDestination",
    (stack) => new lambda.EventBridgeDestination(bucket(stack)),
    "an event bus",
  ],
])("a bucket is refused as %s", (_title, destination, allowed) => {
  const stack = environment();
  const fn = new lambda.Function(stack, "Worker", INLINE);

  expect(() => fn.configureAsyncInvoke({ onFailure: destination(stack) })).toThrow(
    `dev/Worker: resource of the destination is "<S3Bucket>"; allowed: ${allowed}`,
  );
});

test("a construct with the ARN of an existing topic is taken", () => {
  expect(() =>
    synthSource((stack) => new SnsEventSource(new ExistingTopic(stack, "News"))),
  ).not.toThrow();
});
