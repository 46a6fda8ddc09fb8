import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { SnsTopic } from "@cdktf/provider-aws/lib/sns-topic";
import type { Construct } from "constructs";
import type { S3EventSourceOptions, SnsEventSourceOptions } from "../../../constructs";
import { EventBridgeEventSource, lambda, S3EventSource, SnsEventSource } from "../../../constructs";
import { Duration } from "../../../constructs";
import { environment, INLINE, only, synth } from "../lambda/support";
import { messageOf } from "../message-of";
import { rightsOf, synthSource } from "./support";

const CREATED = { events: ["s3:ObjectCreated:*"] };

const sns =
  (options: SnsEventSourceOptions = {}) =>
  (stack: Construct) =>
    new SnsEventSource(new SnsTopic(stack, "News"), options);
const s3 = (options: S3EventSourceOptions) => (stack: Construct) =>
  new S3EventSource(new S3Bucket(stack, "Images"), options);

test("a topic invokes the function, which that topic alone may do", () => {
  const json = synthSource(sns({ filterPolicy: { kind: ["new"] } }));

  expect(only(json, "aws_sns_topic_subscription")).toMatchObject({
    topic_arn: "${aws_sns_topic.News.arn}",
    protocol: "lambda",
    endpoint: expect.stringContaining("aws_lambda_function.Worker"),
    filter_policy: '{"kind":["new"]}',
    depends_on: [expect.stringContaining("aws_lambda_permission.")],
  });
  expect(only(json, "aws_lambda_permission")).toMatchObject({
    principal: "sns.amazonaws.com",
    source_arn: "${aws_sns_topic.News.arn}",
  });
  expect(rightsOf(json)).toEqual([]);
});

test("objects of a bucket invoke the function, which only that bucket of the account may do", () => {
  const json = synthSource(s3({ ...CREATED, prefix: "raw/", suffix: ".png" }));

  expect(only(json, "aws_s3_bucket_notification")).toMatchObject({
    bucket: "${aws_s3_bucket.Images.bucket}",
    lambda_function: [
      { events: ["s3:ObjectCreated:*"], filter_prefix: "raw/", filter_suffix: ".png" },
    ],
    depends_on: [expect.stringContaining("aws_lambda_permission.")],
  });
  expect(only(json, "aws_lambda_permission")).toMatchObject({
    principal: "s3.amazonaws.com",
    source_arn: "${aws_s3_bucket.Images.arn}",
    source_account: "${data.aws_caller_identity.CallerIdentity.account_id}",
  });
});

test("all functions of a bucket share its one notification, and each gets one permission", () => {
  const stack = environment();
  const bucket = new S3Bucket(stack, "Images");
  const [first, second] = ["First", "Second"].map((id) => new lambda.Function(stack, id, INLINE));
  first?.addEventSource(new S3EventSource(bucket, CREATED));
  first?.addEventSource(new S3EventSource(bucket, { events: ["s3:ObjectRemoved:*"] }));
  second?.addEventSource(new S3EventSource(bucket, { events: ["s3:ObjectRestore:*"] }));

  const json = synth(stack);

  const { lambda_function, depends_on } = only(json, "aws_s3_bucket_notification");
  expect(lambda_function).toHaveLength(3);
  expect(depends_on).toHaveLength(2);
  expect(Object.keys(json.resource["aws_lambda_permission"] ?? {})).toHaveLength(2);
});

/** Two functions that get events of one bucket. */
function notified(one: S3EventSourceOptions, other: S3EventSourceOptions): void {
  const stack = environment();
  const bucket = new S3Bucket(stack, "Images");
  new lambda.Function(stack, "First", INLINE).addEventSource(new S3EventSource(bucket, one));
  new lambda.Function(stack, "Second", INLINE).addEventSource(new S3EventSource(bucket, other));
}

test.each<[S3EventSourceOptions, S3EventSourceOptions]>([
  [CREATED, CREATED],
  [CREATED, { events: ["s3:ObjectRemoved:*", "s3:ObjectCreated:Put"] }],
  [CREATED, { ...CREATED, prefix: "raw/" }],
  [
    { ...CREATED, prefix: "raw/in/" },
    { ...CREATED, prefix: "raw/" },
  ],
  [
    { ...CREATED, suffix: ".jpg" },
    { ...CREATED, suffix: "g" },
  ],
  [
    { ...CREATED, prefix: "raw/" },
    { ...CREATED, suffix: ".jpg" },
  ],
])("a function with %j and another one with %j of a bucket are refused", (one, other) => {
  expect(() => {
    notified(one, other);
  }).toThrow(
    `dev/Second: event source of dev/Images is ${JSON.stringify(other)}; allowed: events, a prefix or a suffix that don't overlap with ${JSON.stringify(one)} of dev/First`,
  );
});

test.each<[S3EventSourceOptions, S3EventSourceOptions]>([
  [{ events: ["s3:ObjectCreated:Put"] }, { events: ["s3:ObjectCreated:Post"] }],
  [
    { ...CREATED, prefix: "raw/" },
    { ...CREATED, prefix: "web/" },
  ],
  [
    { ...CREATED, suffix: ".jpg" },
    { ...CREATED, suffix: ".png" },
  ],
  [
    { ...CREATED, prefix: "raw/", suffix: ".jpg" },
    { ...CREATED, prefix: "raw/", suffix: ".png" },
  ],
  [{ ...CREATED, prefix: "${var.prefix}" }, CREATED],
])("a function with %j and another one with %j of a bucket are taken", (one, other) => {
  expect(() => {
    notified(one, other);
  }).not.toThrow();
});

test("events that match a pattern invoke the function, which the rule alone may do", () => {
  const json = synthSource(
    () =>
      new EventBridgeEventSource("Orders", {
        eventPattern: { source: ["shop.orders"], detail: { total: [{ numeric: [">", 100] }] } },
        eventBusName: "shop",
        retryAttempts: 3,
        input: { kind: "order" },
      }),
  );

  expect(only(json, "aws_cloudwatch_event_rule")).toMatchObject({
    name: "shop-dev-Worker-Orders",
    event_bus_name: "shop",
    event_pattern: '{"source":["shop.orders"],"detail":{"total":[{"numeric":[">",100]}]}}',
    state: "ENABLED",
  });
  expect(only(json, "aws_cloudwatch_event_target")).toMatchObject({
    rule: expect.stringContaining("aws_cloudwatch_event_rule."),
    event_bus_name: "shop",
    arn: expect.stringContaining("aws_lambda_function.Worker"),
    input: '{"kind":"order"}',
    retry_policy: { maximum_retry_attempts: 3, maximum_event_age_in_seconds: 86400 },
  });
  expect(only(json, "aws_lambda_permission")).toMatchObject({
    principal: "events.amazonaws.com",
    source_arn: expect.stringContaining("aws_cloudwatch_event_rule."),
  });
});

test.each<[string, (stack: Construct) => lambda.IEventSource, string]>([
  ["events is []", s3({ events: [] }), "at least one kind of event"],
  ['event is "ObjectCreated"', s3({ events: ["ObjectCreated"] }), "s3:ObjectCreated:*"],
  ["events is missing", s3({} as never), "a list"],
  ["filterPolicyScope is", sns({ filterPolicyScope: "Body" as never }), "MessageBody"],
  ["eventPattern is missing", () => new EventBridgeEventSource("Rule", {} as never), "an object"],
  [
    'eventPattern is "{}"',
    () => new EventBridgeEventSource("Rule", { eventPattern: {} }),
    "at least one field",
  ],
  [
    "retryAttempts is 186",
    () =>
      new EventBridgeEventSource("Rule", { eventPattern: { source: ["a"] }, retryAttempts: 186 }),
    "from 0 to 185",
  ],
  [
    "maxEventAge is 59 seconds",
    () =>
      new EventBridgeEventSource("Rule", {
        eventPattern: { source: ["a"] },
        maxEventAge: Duration.seconds(59),
      }),
    "from 60 to 86400",
  ],
  ["topic is missing", () => new SnsEventSource(undefined as never), "SnsTopic"],
])("%s is refused", (what, source, allowed) => {
  const message = messageOf(() => synthSource(source));

  expect(message).toContain(what);
  expect(message).toContain(allowed);
});
