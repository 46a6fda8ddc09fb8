import type { AttributeTable } from "../treatment";
import { block, noEffect, served, warned } from "../treatment";

/** Attributes for WebSocket APIs only: of an HTTP API, they have no effect. */
const ofWebSocketApis = served;

/** @see https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/apigatewayv2_api */
const aws_apigatewayv2_api: AttributeTable = {
  ...served("disable_execute_api_endpoint", "name", "protocol_type"),
  cors_configuration: block(
    served("allow_credentials", "allow_headers", "allow_methods", "allow_origins"),
    served("expose_headers", "max_age"),
  ),
  ...served("body", "credentials_arn", "fail_on_warnings", "route_key", "target"),
  ...served("api_key_selection_expression"),
  ...ofWebSocketApis("route_selection_expression"),
  ...noEffect("description", "id", "ip_address_type", "tags", "tags_all", "version"),
};

const aws_apigatewayv2_stage: AttributeTable = {
  ...served("api_id", "auto_deploy", "deployment_id", "name", "stage_variables"),
  access_log_settings: block(served("format"), noEffect("destination_arn")),
  default_route_settings: block(routeSettings()),
  route_settings: block(routeSettings(), served("route_key")),
  client_certificate_id: warned(
    "backends of WebSocket APIs don't get the stage's client certificate locally",
  ),
  ...noEffect("description", "id", "tags", "tags_all"),
};

function routeSettings(): AttributeTable {
  return {
    ...served("throttling_burst_limit", "throttling_rate_limit"),
    ...ofWebSocketApis("logging_level"),
    ...noEffect("data_trace_enabled", "detailed_metrics_enabled"),
  };
}

const aws_apigatewayv2_route: AttributeTable = {
  ...served("api_id", "authorization_scopes", "authorization_type", "authorizer_id"),
  ...served("route_key", "target"),
  ...served("model_selection_expression", "request_models"),
  request_parameter: warned("required request parameters of $connect aren't checked locally"),
  ...ofWebSocketApis("api_key_required"),
  // The route response alone decides.
  ...noEffect("id", "operation_name", "route_response_selection_expression"),
};

const aws_apigatewayv2_integration: AttributeTable = {
  ...served("api_id", "credentials_arn", "integration_method", "integration_type"),
  ...served("integration_uri", "payload_format_version", "request_parameters"),
  ...served("timeout_milliseconds"),
  response_parameters: block(served("mappings", "status_code")),
  ...served("connection_id", "connection_type"),
  ...served("integration_subtype"),
  tls_config: block(served("server_name_to_verify")),
  ...ofWebSocketApis("content_handling_strategy", "passthrough_behavior", "request_templates"),
  ...ofWebSocketApis("template_selection_expression"),
  ...noEffect("description", "id"),
};

const aws_apigatewayv2_deployment: AttributeTable = {
  ...served("api_id", "triggers"),
  ...noEffect("description", "id"),
};

const aws_apigatewayv2_authorizer: AttributeTable = {
  ...served("api_id", "authorizer_credentials_arn", "authorizer_payload_format_version"),
  ...served("authorizer_result_ttl_in_seconds", "authorizer_type", "authorizer_uri"),
  ...served("enable_simple_responses", "id", "identity_sources", "name"),
  jwt_configuration: block(served("audience", "issuer")),
  ...noEffect("timeouts"),
};

/** Requests may be sent to its name. */
const aws_apigatewayv2_domain_name: AttributeTable = {
  ...served("domain_name"),
  ...served("mutual_tls_authentication"),
  ...noEffect("domain_name_configuration", "id", "tags", "tags_all", "timeouts"),
};

const aws_apigatewayv2_api_mapping: AttributeTable = {
  ...served("api_id", "api_mapping_key", "domain_name", "stage"),
  ...noEffect("id"),
};

export const httpApi = {
  aws_apigatewayv2_api,
  aws_apigatewayv2_api_mapping,
  aws_apigatewayv2_authorizer,
  aws_apigatewayv2_deployment,
  aws_apigatewayv2_domain_name,
  aws_apigatewayv2_integration,
  aws_apigatewayv2_route,
  aws_apigatewayv2_stage,
};
