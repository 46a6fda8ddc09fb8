import { NO_AWS_EXTENSION } from "../aws-layers";
import type { AttributeTable } from "../treatment";
import { block, noEffect, refused, served, warned } from "../treatment";

/** @see https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/lambda_function */
const aws_lambda_function: AttributeTable = {
  ...served("architectures", "filename", "function_name", "handler", "memory_size"),
  ...served("package_type", "publish", "reserved_concurrent_executions", "role", "runtime"),
  ...served("image_uri", "s3_bucket", "s3_key", "timeout"),
  layers: warned(
    "layers of AWS's extensions are left out locally: no metrics or traces are sent, and nothing responds at the extensions' ports",
    NO_AWS_EXTENSION,
  ),
  environment: block(served("variables")),
  logging_config: block(
    served("application_log_level", "log_format", "log_group", "system_log_level"),
  ),
  file_system_config: refused("EFS can't be mounted here"),
  dead_letter_config: block(served("target_arn")),
  vpc_config: warned("vpc_config has no effect locally: functions use this machine's network"),
  image_config: block(served("command", "entry_point", "working_directory")),
  ...noEffect("code_signing_config_arn", "description", "ephemeral_storage", "id", "kms_key_arn"),
  ...noEffect("replace_security_groups_on_destroy", "replacement_security_group_ids"),
  ...noEffect("s3_object_version", "skip_destroy", "snap_start", "source_code_hash", "tags"),
  ...noEffect("tags_all", "timeouts", "tracing_config"),
};

const aws_lambda_layer_version: AttributeTable = {
  ...served("filename", "layer_name", "s3_bucket", "s3_key"),
  ...noEffect("compatible_architectures", "compatible_runtimes", "description", "id"),
  ...noEffect("license_info", "s3_object_version", "skip_destroy", "source_code_hash"),
};

const aws_lambda_alias: AttributeTable = {
  ...served("function_name", "name"),
  function_version: warned(
    "aliases of earlier versions run the current code locally",
    "$LATEST",
    // The version that the first apply publishes.
    "1",
  ),
  routing_config: warned(
    "aliases with weights choose a version for each invocation, but all versions run the current code locally",
  ),
  ...noEffect("description", "id"),
};

const aws_lambda_function_event_invoke_config: AttributeTable = {
  ...served("function_name", "maximum_event_age_in_seconds", "maximum_retry_attempts"),
  destination_config: block({
    on_failure: block(served("destination")),
    on_success: block(served("destination")),
  }),
  qualifier: warned("the settings of a qualifier apply to the whole function locally"),
  ...noEffect("id"),
};

const aws_lambda_function_recursion_config: AttributeTable = served(
  "function_name",
  "recursive_loop",
);

const aws_lambda_function_url: AttributeTable = {
  ...served("authorization_type", "cors", "function_name", "invoke_mode", "qualifier"),
  ...noEffect("id", "timeouts"),
};

const aws_lambda_permission: AttributeTable = {
  ...served("action", "event_source_token", "function_name", "function_url_auth_type"),
  ...served("principal", "principal_org_id", "qualifier", "source_account", "source_arn"),
  // Of late packages of version 6.
  ...served("invoked_via_function_url"),
  ...noEffect("id", "statement_id", "statement_id_prefix"),
};

export const lambda = {
  aws_lambda_alias,
  aws_lambda_function,
  aws_lambda_function_event_invoke_config,
  aws_lambda_function_recursion_config,
  aws_lambda_function_url,
  aws_lambda_layer_version,
  aws_lambda_permission,
};
