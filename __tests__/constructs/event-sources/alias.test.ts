import { KinesisStream } from "@cdktf/provider-aws/lib/kinesis-stream";
import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { SnsTopic } from "@cdktf/provider-aws/lib/sns-topic";
import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import type { Construct } from "constructs";
import {
  Duration,
  EventBridgeEventSource,
  KinesisEventSource,
  lambda,
  S3EventSource,
  Schedule,
  ScheduleEventSource,
  SnsEventSource,
  SqsEventSource,
  StartingPosition,
} from "../../../constructs";
import { environment, INLINE, only, synth } from "../lambda/support";
import { messageOf } from "../message-of";
import { alarmsIn } from "../observability/support";
import { rightsOf } from "./support";

const MAPPING = "aws_lambda_event_source_mapping";
const ALIAS = "aws_lambda_alias.Worker_Alias-live_";
const ARN = expect.stringMatching(new RegExp(`^\\$\\{${ALIAS}\\w+\\.arn\\}$`)) as string;

function worker(props: Partial<lambda.FunctionProps> = {}) {
  const stack = environment();
  const fn = new lambda.Function(stack, "Worker", { ...INLINE, ...props });
  return { stack, fn, live: fn.addAlias("live") };
}

const stream = (stack: Construct) =>
  new KinesisEventSource(new KinesisStream(stack, "Clicks", { name: "clicks" }), {
    startingPosition: StartingPosition.LATEST,
  });

test("a queue invokes an alias, and the function's role may read it", () => {
  const { stack, live } = worker();

  live.addEventSource(new SqsEventSource(new SqsQueue(stack, "Jobs")));

  const json = synth(stack);
  expect(only(json, MAPPING)).toMatchObject({ function_name: ARN });
  expect(rightsOf(json)).toMatchObject([{ Resource: ["${aws_sqs_queue.Jobs.arn}"] }]);
});

test.each<[string, (stack: Construct) => lambda.IEventSource]>([
  ["topic", (stack) => new SnsEventSource(new SnsTopic(stack, "News"))],
  [
    "bucket",
    (stack) => new S3EventSource(new S3Bucket(stack, "B"), { events: ["s3:ObjectCreated:*"] }),
  ],
  ["rule", () => new EventBridgeEventSource("Rule", { eventPattern: { source: ["shop"] } })],
])("a %s gets a permission of the alias", (_, source) => {
  const { stack, live } = worker();

  live.addEventSource(source(stack));

  expect(only(synth(stack), "aws_lambda_permission")).toMatchObject({
    qualifier: expect.stringMatching(new RegExp(`{${ALIAS}\\w+\\.name}`)) as string,
  });
});

test("the role of a schedule may invoke the alias alone", () => {
  const { stack, live } = worker();

  live.addEventSource(new ScheduleEventSource("Nightly", Schedule.rate(Duration.days(1))));

  const json = synth(stack);
  expect(only(json, "aws_scheduler_schedule")).toMatchObject({ target: { arn: ARN } });
  const policies = Object.values(json.resource.aws_iam_role_policy ?? {}).map((it) => it["policy"]);
  expect(policies.filter((policy) => String(policy).includes("lambda:InvokeFunction"))).toEqual([
    expect.stringMatching(new RegExp(`"Resource":\\["\\$\\{${ALIAS}\\w+\\.arn\\}"\\]`)),
  ]);
});

test("a queue whose visibility timeout is shorter than the function's timeout is refused", () => {
  const { stack, live } = worker({ timeout: Duration.seconds(60) });
  const act = () => {
    live.addEventSource(new SqsEventSource(new SqsQueue(stack, "Jobs")));
  };

  expect(messageOf(act)).toContain(
    "dev/Worker/Alias-live: visibility timeout of dev/Jobs is 30; allowed: at least the function's timeout, 60 seconds.",
  );
});

test("the alarms of a function are for the age of the records that its alias reads", () => {
  const { stack, fn, live } = worker();

  live.addEventSource(stream(stack));
  fn.alarms(new SnsTopic(stack, "Alarms"));

  expect(alarmsIn(stack)).toHaveProperty("IteratorAge");
});
