import type { PlainResources } from "../../../lambda/support/plain-stack";
import { fn } from "./builders";
import type { RuleCase } from "./rule-case";

const PETS = "${aws_lambda_function.Pets.arn}";
const SOURCES: PlainResources = {
  ...fn({}),
  "aws_sqs_queue.jobs": { name: "jobs" },
  "aws_sns_topic.news": { name: "news" },
  "aws_s3_bucket.in": { bucket: "in" },
  "aws_cloudwatch_event_rule.paid": { name: "paid", event_pattern: "{}" },
};
const removed = (
  source: string,
  address: string,
  block: PlainResources[string],
  off?: PlainResources[string],
): RuleCase => {
  const before = { ...SOURCES, [address]: block };
  const after = off ? { ...SOURCES, [address]: { ...block, ...off } } : SOURCES;
  return {
    rule: "event-source-removed",
    before,
    after,
    subject: source,
    text: "Its events don't reach aws_lambda_function.Pets any more.",
  };
};
const MAPPING = { event_source_arn: "${aws_sqs_queue.jobs.arn}", function_name: PETS };
const SCHEDULE = { name: "nightly", schedule_expression: "rate(1 day)", target: { arn: PETS } };
const queue = (message_retention_seconds?: number): PlainResources => ({
  "aws_sqs_queue.jobs": {
    name: "jobs",
    ...(message_retention_seconds && { message_retention_seconds }),
  },
});
const logs = (retention_in_days?: number): PlainResources => ({
  "aws_cloudwatch_log_group.l": { name: "l", ...(retention_in_days && { retention_in_days }) },
});
const table = (more: PlainResources[string]): PlainResources => ({
  "aws_dynamodb_table.t": { name: "t", hash_key: "id", ...more },
});
const OFF = "is switched off.";

export const eventAndDataCases: readonly RuleCase[] = [
  removed("aws_sqs_queue.jobs", "aws_lambda_event_source_mapping.m", MAPPING),
  removed("aws_sqs_queue.jobs", "aws_lambda_event_source_mapping.m", MAPPING, { enabled: false }),
  removed("aws_sns_topic.news", "aws_sns_topic_subscription.s", {
    topic_arn: "${aws_sns_topic.news.arn}",
    protocol: "lambda",
    endpoint: PETS,
  }),
  removed("aws_s3_bucket.in", "aws_s3_bucket_notification.n", {
    bucket: "${aws_s3_bucket.in.id}",
    lambda_function: { lambda_function_arn: PETS, events: ["s3:ObjectCreated:*"] },
  }),
  removed("aws_cloudwatch_event_rule.paid", "aws_cloudwatch_event_target.t", {
    rule: "${aws_cloudwatch_event_rule.paid.name}",
    arn: PETS,
  }),
  removed("aws_scheduler_schedule.nightly", "aws_scheduler_schedule.nightly", SCHEDULE),
  removed("aws_scheduler_schedule.nightly", "aws_scheduler_schedule.nightly", SCHEDULE, {
    state: "DISABLED",
  }),
  {
    rule: "event-source-removed",
    before: { ...SOURCES, "aws_lambda_event_source_mapping.m": MAPPING },
    after: { ...SOURCES, "aws_lambda_event_source_mapping.m": { ...MAPPING, function_name: "b" } },
    text: "Its events don't reach aws_lambda_function.Pets any more.",
    // The same function by its name, and another resource.
    allowed: [
      { ...SOURCES, "aws_lambda_event_source_mapping.m": MAPPING },
      { ...SOURCES, "aws_lambda_event_source_mapping.n": { ...MAPPING, function_name: "Pets" } },
    ],
  },
  {
    rule: "retention-lowered",
    before: queue(),
    after: queue(60),
    text: "Its retention is 60 s; it was 345600 s.",
  },
  {
    rule: "retention-lowered",
    before: logs(),
    after: logs(7),
    text: "Its retention is 7 days; it was unlimited.",
  },
  {
    rule: "data-protection-removed",
    before: table({ deletion_protection_enabled: true }),
    after: table({}),
    text: `Its deletion protection ${OFF}`,
  },
  {
    rule: "data-protection-removed",
    before: table({ point_in_time_recovery: { enabled: true } }),
    after: table({ point_in_time_recovery: { enabled: false } }),
    text: `Its point-in-time recovery ${OFF}`,
  },
  {
    rule: "data-protection-removed",
    before: { "aws_s3_bucket.b": { bucket: "b" } },
    after: { "aws_s3_bucket.b": { bucket: "b", force_destroy: true } },
    text: `Its protection from deletion with its objects ${OFF}`,
  },
];
