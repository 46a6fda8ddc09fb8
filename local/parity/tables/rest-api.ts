import type { AttributeTable } from "../treatment";
import { block, noEffect, refused, served, warned } from "../treatment";

/** @see https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/api_gateway_rest_api */
const aws_api_gateway_rest_api: AttributeTable = {
  ...served("api_key_source", "binary_media_types", "body", "disable_execute_api_endpoint"),
  ...served("fail_on_warnings", "name", "parameters", "policy", "put_rest_api_mode"),
  minimum_compression_size: warned("minimum_compression_size has no effect locally", -1),
  ...noEffect("description", "endpoint_configuration", "id", "tags", "tags_all"),
};

const aws_api_gateway_rest_api_policy: AttributeTable = {
  ...served("policy", "rest_api_id"),
  ...noEffect("id"),
};

const aws_api_gateway_rest_api_put: AttributeTable = {
  ...served("rest_api_id"),
  body: refused(
    "The local runner doesn't apply aws_api_gateway_rest_api_put: set the body of the API itself.",
  ),
  // Used only with the body.
  ...noEffect("fail_on_warnings", "parameters", "timeouts", "triggers"),
};

const aws_api_gateway_resource: AttributeTable = {
  ...served("parent_id", "path_part", "rest_api_id"),
  ...noEffect("id"),
};

const aws_api_gateway_method: AttributeTable = {
  ...served("api_key_required", "authorization", "http_method", "operation_name"),
  ...served("request_models", "request_parameters", "request_validator_id", "resource_id"),
  ...served("rest_api_id"),
  ...served("authorization_scopes", "authorizer_id"),
  ...noEffect("id"),
};

const aws_api_gateway_integration: AttributeTable = {
  ...served("connection_type", "content_handling", "credentials", "http_method"),
  ...served("integration_http_method", "passthrough_behavior", "request_parameters"),
  ...served("request_templates", "resource_id", "rest_api_id", "timeout_milliseconds", "type"),
  ...served("uri"),
  tls_config: block(served("insecure_skip_verification")),
  ...served("connection_id"),
  ...served("cache_key_parameters", "cache_namespace"),
  ...noEffect("id"),
};

const aws_api_gateway_integration_response: AttributeTable = {
  ...served("content_handling", "http_method", "resource_id", "response_parameters"),
  ...served("response_templates", "rest_api_id", "selection_pattern", "status_code"),
  ...noEffect("id"),
};

const aws_api_gateway_model: AttributeTable = {
  ...served("name", "rest_api_id", "schema"),
  ...noEffect("content_type", "description", "id"),
};

const aws_api_gateway_gateway_response: AttributeTable = {
  ...served("response_parameters", "response_templates", "response_type", "rest_api_id"),
  ...served("status_code"),
  ...noEffect("id"),
};

const aws_api_gateway_request_validator: AttributeTable = {
  ...served("rest_api_id", "validate_request_body", "validate_request_parameters"),
  ...noEffect("id", "name"),
};

const aws_api_gateway_deployment: AttributeTable = {
  ...served("rest_api_id", "stage_name", "triggers", "variables"),
  canary_settings: warned("canary_settings of a deployment have no effect locally"),
  ...noEffect("description", "id", "stage_description"),
};

const aws_api_gateway_stage: AttributeTable = {
  ...served("cache_cluster_enabled", "deployment_id", "rest_api_id", "stage_name", "variables"),
  canary_settings: block(
    served("deployment_id", "percent_traffic", "stage_variable_overrides"),
    served("use_stage_cache"),
  ),
  access_log_settings: block(served("format"), noEffect("destination_arn")),
  ...served("client_certificate_id"),
  ...noEffect("cache_cluster_size", "description", "documentation_version", "id", "tags"),
  ...noEffect("tags_all", "xray_tracing_enabled"),
};

const aws_api_gateway_method_settings: AttributeTable = {
  ...served("method_path", "rest_api_id", "stage_name"),
  ...noEffect("id"),
  settings: block(
    served("throttling_burst_limit", "throttling_rate_limit"),
    served("cache_ttl_in_seconds", "caching_enabled", "require_authorization_for_cache_control"),
    served("unauthorized_cache_control_header_strategy"),
    noEffect("cache_data_encrypted", "data_trace_enabled", "logging_level", "metrics_enabled"),
  ),
};

const aws_api_gateway_api_key: AttributeTable = {
  ...served("enabled", "value"),
  ...noEffect("customer_id", "description", "id", "name", "tags", "tags_all"),
};

const aws_api_gateway_usage_plan: AttributeTable = {
  api_stages: block(served("api_id", "stage"), {
    throttle: block(served("burst_limit", "path", "rate_limit")),
  }),
  quota_settings: block(served("limit", "offset", "period")),
  throttle_settings: block(served("burst_limit", "rate_limit")),
  ...noEffect("description", "id", "name", "product_code", "tags", "tags_all"),
};

const aws_api_gateway_usage_plan_key: AttributeTable = {
  ...served("key_id", "usage_plan_id"),
  ...noEffect("id", "key_type"),
};

const aws_api_gateway_authorizer: AttributeTable = {
  ...served("authorizer_credentials", "authorizer_result_ttl_in_seconds", "authorizer_uri"),
  ...served("identity_source", "identity_validation_expression", "name", "provider_arns"),
  ...served("rest_api_id", "type"),
  ...noEffect("id"),
};

/** Requests may be sent to its name. */
const aws_api_gateway_domain_name: AttributeTable = {
  ...served("domain_name"),
  ...served("mutual_tls_authentication"),
  ...noEffect("certificate_arn", "certificate_body", "certificate_chain", "certificate_name"),
  ...noEffect("certificate_private_key", "endpoint_configuration", "id", "policy"),
  ...noEffect("ownership_verification_certificate_arn", "regional_certificate_arn"),
  ...noEffect("regional_certificate_name", "security_policy", "tags", "tags_all"),
};

const aws_api_gateway_base_path_mapping: AttributeTable = {
  ...served("api_id", "base_path", "domain_name", "stage_name"),
  // Only of private custom domains.
  ...noEffect("domain_name_id"),
  ...noEffect("id"),
};

export const restApi = {
  aws_api_gateway_api_key,
  aws_api_gateway_authorizer,
  aws_api_gateway_base_path_mapping,
  aws_api_gateway_deployment,
  aws_api_gateway_domain_name,
  aws_api_gateway_gateway_response,
  aws_api_gateway_integration,
  aws_api_gateway_integration_response,
  aws_api_gateway_method,
  aws_api_gateway_method_settings,
  aws_api_gateway_model,
  aws_api_gateway_request_validator,
  aws_api_gateway_resource,
  aws_api_gateway_rest_api,
  aws_api_gateway_rest_api_policy,
  aws_api_gateway_rest_api_put,
  aws_api_gateway_stage,
  aws_api_gateway_usage_plan,
  aws_api_gateway_usage_plan_key,
};
