import { SnsTopic } from "@cdktf/provider-aws/lib/sns-topic";
import type { SqsQueueConfig } from "@cdktf/provider-aws/lib/sqs-queue";
import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import type { Construct } from "constructs";
import {
  Duration,
  EventBridgeEventSource,
  lambda,
  Schedule,
  ScheduleEventSource,
  SnsEventSource,
} from "../../../constructs";
import { environment, INLINE, only, synth } from "../lambda/support";
import { messageOf } from "../message-of";
import { warningsOf } from "../warnings-of";
import { stackWith, synthSource } from "./support";

const failed = (stack: Construct, config: SqsQueueConfig = {}) =>
  new SqsQueue(stack, "Failed", config);
const topic =
  (config: SqsQueueConfig = {}) =>
  (stack: Construct) =>
    new SnsEventSource(new SnsTopic(stack, "News"), { deadLetterQueue: failed(stack, config) });
const rule =
  (config: SqsQueueConfig = {}) =>
  (stack: Construct) =>
    new EventBridgeEventSource("Orders", {
      eventPattern: { source: ["shop.orders"] },
      deadLetterQueue: failed(stack, config),
    });
const schedule =
  (config: SqsQueueConfig = {}) =>
  (stack: Construct) =>
    new ScheduleEventSource("Nightly", Schedule.rate(Duration.days(1)), {
      deadLetterQueue: failed(stack, config),
    });

const send = (principal: string, sourceArn: unknown) => ({
  Effect: "Allow",
  Principal: { Service: principal },
  Action: "sqs:SendMessage",
  Resource: "${aws_sqs_queue.Failed.arn}",
  Condition: { ArnEquals: { "aws:SourceArn": sourceArn } },
});
const policyIn = (json: ReturnType<typeof synth>) =>
  JSON.parse(String(only(json, "aws_sqs_queue_policy")["policy"])) as object;

test("a queue gets the messages of a topic that can't be delivered, which that topic alone may send", () => {
  const json = synthSource(topic());

  expect(only(json, "aws_sns_topic_subscription")).toMatchObject({
    redrive_policy: '{"deadLetterTargetArn":"${aws_sqs_queue.Failed.arn}"}',
  });
  expect(only(json, "aws_sqs_queue_policy")).toMatchObject({
    queue_url: "${aws_sqs_queue.Failed.id}",
  });
  expect(policyIn(json)).toMatchObject({
    Statement: [send("sns.amazonaws.com", "${aws_sns_topic.News.arn}")],
  });
});

test("a queue gets the events of a rule that can't be delivered, which that rule alone may send", () => {
  const json = synthSource(rule());

  expect(only(json, "aws_cloudwatch_event_target")).toMatchObject({
    dead_letter_config: { arn: "${aws_sqs_queue.Failed.arn}" },
  });
  const ruleArn: unknown = expect.stringMatching(/^\$\{aws_cloudwatch_event_rule\.\w+\.arn\}$/);
  expect(policyIn(json)).toMatchObject({ Statement: [send("events.amazonaws.com", ruleArn)] });
});

test("all senders of a queue share its one policy", () => {
  const stack = environment();
  const deadLetterQueue = failed(stack);
  const fn = new lambda.Function(stack, "Worker", INLINE);

  for (const id of ["News", "Alerts"]) {
    fn.addEventSource(new SnsEventSource(new SnsTopic(stack, id), { deadLetterQueue }));
  }

  expect(policyIn(synth(stack))).toMatchObject({
    Statement: [
      send("sns.amazonaws.com", "${aws_sns_topic.News.arn}"),
      send("sns.amazonaws.com", "${aws_sns_topic.Alerts.arn}"),
    ],
  });
});

test("a queue with a policy of its own keeps it, with a warning about what it must allow", () => {
  const stack = stackWith(rule({ policy: "{}" }));

  expect(synth(stack).resource).not.toHaveProperty("aws_sqs_queue_policy");
  expect(warningsOf(stack)).toEqual([
    expect.stringContaining("must allow events.amazonaws.com the action sqs:SendMessage"),
  ]);
});

test.each([
  ["topic", topic, "sns.amazonaws.com"],
  ["rule", rule, "events.amazonaws.com"],
])("an encrypted queue for a %s causes a warning with what the key must allow", (_, source, by) => {
  const stack = stackWith(source({ kmsMasterKeyId: "arn:aws:kms:eu-west-1:1:key/k" }));

  expect(warningsOf(stack)).toEqual([
    expect.stringMatching(
      `^dev/Failed: .*KMS key arn:aws:kms:eu-west-1:1:key/k, whose policy must allow ${by} `,
    ),
  ]);
});

test.each([
  ["topic", topic],
  ["rule", rule],
  ["schedule", schedule],
])("a FIFO queue for the dead letters of a %s is refused", (_, source) => {
  const message = messageOf(() => synthSource(source({ fifoQueue: true })));

  expect(message).toContain('deadLetterQueue is "dev/Failed"; allowed: a standard queue.');
});

test("the role of a schedule may send to an encrypted queue", () => {
  const json = synthSource(schedule({ kmsMasterKeyId: "arn:aws:kms:eu-west-1:1:key/k" }));

  const policies = Object.values(json.resource.aws_iam_role_policy ?? {}).map((it) => it["policy"]);
  expect(policies.join()).toContain(
    '"Action":["kms:Decrypt","kms:GenerateDataKey"],"Resource":["arn:aws:kms:eu-west-1:1:key/k"]',
  );
});
