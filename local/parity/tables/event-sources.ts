import type { AttributeTable } from "../treatment";
import { block, noEffect, served } from "../treatment";

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
  ...noEffect("bisect_batch_on_function_error", "destination_config"),
  ...noEffect("maximum_record_age_in_seconds", "maximum_retry_attempts"),
  ...noEffect("parallelization_factor", "starting_position", "starting_position_timestamp"),
  ...noEffect("tumbling_window_in_seconds"),
  ...OTHER_SERVICES,
};

export const eventSources = { aws_lambda_event_source_mapping };
