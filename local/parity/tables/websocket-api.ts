import type { AttributeTable } from "../treatment";
import { noEffect, served } from "../treatment";

/** @see https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/apigatewayv2_route_response */
const aws_apigatewayv2_route_response: AttributeTable = {
  ...served("api_id", "route_id"),
  // Only $default is allowed, and no model is checked.
  ...noEffect("id", "model_selection_expression", "response_models", "route_response_key"),
};

const aws_apigatewayv2_integration_response: AttributeTable = {
  ...served("api_id", "content_handling_strategy", "integration_id", "integration_response_key"),
  ...served("response_templates", "template_selection_expression"),
  ...noEffect("id"),
};

const aws_apigatewayv2_model: AttributeTable = {
  ...served("api_id", "name", "schema"),
  ...noEffect("content_type", "description", "id"),
};

/** What only WebSocket APIs have. */
export const webSocketApi = {
  aws_apigatewayv2_integration_response,
  aws_apigatewayv2_model,
  aws_apigatewayv2_route_response,
};
