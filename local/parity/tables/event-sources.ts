import type { AttributeTable } from "../treatment";
import { block, noEffect, served, warned } from "../treatment";

/** The runner warns about mappings of other services by their address. */
const OTHER_SERVICES = noEffect(
  "amazon_managed_kafka_event_source_config",
  "document_db_event_source_config",
  "queues",
  "self_managed_event_source",
  "self_managed_kafka_event_source_config",
  "source_access_configuration",
  "topics",
);

/** @see https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/lambda_event_source_mapping */
const aws_lambda_event_source_mapping: AttributeTable = {
  ...served("batch_size", "enabled", "event_source_arn", "filter_criteria", "function_name"),
  ...served("function_response_types", "maximum_batching_window_in_seconds"),
  scaling_config: block(served("maximum_concurrency")),
  ...noEffect("id", "kms_key_arn", "metrics_config", "provisioned_poller_config", "tags"),
  ...noEffect("tags_all"),
  ...served("bisect_batch_on_function_error", "destination_config", "starting_position"),
  ...served("maximum_record_age_in_seconds", "maximum_retry_attempts"),
  ...served("parallelization_factor", "starting_position_timestamp", "tumbling_window_in_seconds"),
  ...OTHER_SERVICES,
};

const OTHER_TARGET = warned("only functions, queues, topics and event buses are targets locally");

const aws_cloudwatch_event_rule: AttributeTable = {
  ...served("event_bus_name", "event_pattern", "is_enabled", "name", "name_prefix"),
  ...served("schedule_expression", "state"),
  ...noEffect("description", "force_destroy", "id", "role_arn", "tags", "tags_all"),
};

const aws_cloudwatch_event_target: AttributeTable = {
  ...served("arn", "event_bus_name", "input", "input_path", "input_transformer", "rule"),
  ...served("dead_letter_config", "retry_policy"),
  ...noEffect("force_destroy", "id", "role_arn", "sqs_target", "target_id"),
  appsync_target: OTHER_TARGET,
  batch_target: OTHER_TARGET,
  ecs_target: OTHER_TARGET,
  http_target: OTHER_TARGET,
  kinesis_target: OTHER_TARGET,
  redshift_target: OTHER_TARGET,
  run_command_targets: OTHER_TARGET,
  sagemaker_pipeline_target: OTHER_TARGET,
};

const aws_scheduler_schedule: AttributeTable = {
  ...served("end_date", "group_name", "name", "name_prefix", "schedule_expression"),
  ...served("schedule_expression_timezone", "start_date", "state"),
  flexible_time_window: block(
    { mode: warned("flexible time windows have no effect locally", "OFF") },
    noEffect("maximum_window_in_minutes"),
  ),
  target: block(served("arn", "dead_letter_config", "input", "retry_policy"), {
    ...noEffect("role_arn", "sqs_parameters"),
    ecs_parameters: OTHER_TARGET,
    eventbridge_parameters: OTHER_TARGET,
    kinesis_parameters: OTHER_TARGET,
    sagemaker_pipeline_parameters: OTHER_TARGET,
  }),
  ...noEffect("description", "id", "kms_key_arn"),
};

const aws_sns_topic_subscription: AttributeTable = {
  ...served("endpoint", "filter_policy", "filter_policy_scope", "protocol", "topic_arn"),
  ...served("raw_message_delivery"),
  redrive_policy: warned("dead-letter queues of subscriptions have no effect locally"),
  ...noEffect("confirmation_timeout_in_minutes", "delivery_policy", "endpoint_auto_confirms"),
  ...noEffect("id", "replay_policy", "subscription_role_arn"),
};

const aws_s3_bucket_notification: AttributeTable = {
  ...served("bucket", "eventbridge", "lambda_function", "queue", "topic"),
  ...noEffect("id"),
};

export const eventSources = {
  aws_cloudwatch_event_rule,
  aws_cloudwatch_event_target,
  aws_lambda_event_source_mapping,
  aws_s3_bucket_notification,
  aws_scheduler_schedule,
  aws_sns_topic_subscription,
};
