import type { AttributeTable } from "../treatment";
import { block, noEffect, served, warned } from "../treatment";

/*
 * What the runner makes in the embedded DynamoDB and in moto. Policies, keys and backups of these
 * resources have no effect there.
 */

const EMPTY_TABLE = warned("tables start empty locally");

const aws_dynamodb_table: AttributeTable = {
  ...served("attribute", "global_secondary_index", "hash_key", "local_secondary_index", "name"),
  ...served("range_key", "stream_enabled", "stream_view_type"),
  // Without a warning: AWS, too, deletes expired items only within a few days.
  ttl: block(noEffect("enabled", "attribute_name")),
  import_table: EMPTY_TABLE,
  restore_source_name: EMPTY_TABLE,
  restore_source_table_arn: EMPTY_TABLE,
  ...noEffect("billing_mode", "deletion_protection_enabled", "id", "on_demand_throughput"),
  ...noEffect("point_in_time_recovery", "read_capacity", "replica", "restore_date_time"),
  ...noEffect("restore_to_latest_time", "server_side_encryption", "table_class", "tags"),
  ...noEffect("tags_all", "timeouts", "write_capacity"),
};

const aws_sqs_queue: AttributeTable = {
  ...served("content_based_deduplication", "deduplication_scope", "delay_seconds", "fifo_queue"),
  ...served("fifo_throughput_limit", "max_message_size", "message_retention_seconds", "name"),
  ...served("name_prefix", "receive_wait_time_seconds", "redrive_policy"),
  ...served("visibility_timeout_seconds"),
  ...noEffect("id", "kms_data_key_reuse_period_seconds", "kms_master_key_id", "policy"),
  ...noEffect("redrive_allow_policy", "sqs_managed_sse_enabled", "tags", "tags_all", "timeouts"),
};

const aws_sqs_queue_redrive_policy: AttributeTable = {
  ...served("queue_url", "redrive_policy"),
  ...noEffect("id"),
};

const FEEDBACK = ["application", "firehose", "http", "lambda", "sqs"].flatMap((protocol) =>
  ["failure_feedback_role_arn", "success_feedback_role_arn", "success_feedback_sample_rate"].map(
    (name) => `${protocol}_${name}`,
  ),
);

const aws_sns_topic: AttributeTable = {
  ...served("content_based_deduplication", "display_name", "fifo_topic", "name", "name_prefix"),
  ...noEffect("archive_policy", "delivery_policy", "fifo_throughput_scope", "id"),
  ...noEffect("kms_master_key_id", "policy", "signature_version", "tags", "tags_all"),
  ...noEffect("tracing_config", ...FEEDBACK),
};

const aws_s3_bucket: AttributeTable = {
  ...served("bucket", "bucket_prefix"),
  ...noEffect("acceleration_status", "acl", "cors_rule", "force_destroy", "grant", "id"),
  ...noEffect("lifecycle_rule", "logging", "object_lock_configuration", "object_lock_enabled"),
  ...noEffect("policy", "replication_configuration", "request_payer"),
  ...noEffect("server_side_encryption_configuration", "tags", "tags_all", "timeouts", "versioning"),
  ...noEffect("website"),
};

const aws_ssm_parameter: AttributeTable = {
  ...served("insecure_value", "name", "type", "value", "value_wo"),
  ...noEffect("allowed_pattern", "arn", "data_type", "description", "id", "key_id", "overwrite"),
  ...noEffect("tags", "tags_all", "tier", "value_wo_version"),
};

const aws_secretsmanager_secret: AttributeTable = {
  ...served("name", "name_prefix"),
  ...noEffect("description", "force_overwrite_replica_secret", "id", "kms_key_id", "policy"),
  ...noEffect("recovery_window_in_days", "replica", "tags", "tags_all"),
};

const aws_secretsmanager_secret_version: AttributeTable = {
  ...served("secret_binary", "secret_id", "secret_string", "secret_string_wo"),
  ...noEffect("id", "secret_string_wo_version", "version_stages"),
};

export const services = {
  aws_dynamodb_table,
  aws_s3_bucket,
  aws_secretsmanager_secret,
  aws_secretsmanager_secret_version,
  aws_sns_topic,
  aws_sqs_queue,
  aws_sqs_queue_redrive_policy,
  aws_ssm_parameter,
};
