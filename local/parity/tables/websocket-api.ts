import type { AttributeTable } from "../treatment";
import { noEffect, served } from "../treatment";

/** @see https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/apigatewayv2_route_response */
const aws_apigatewayv2_route_response: AttributeTable = {
  ...served("api_id", "route_id"),
  // Only $default is allowed, and no model is checked.
  ...noEffect("id", "model_selection_expression", "response_models", "route_response_key"),
};

/** What only WebSocket APIs have. */
const aws_apigatewayv2_model: AttributeTable = {
  ...served("api_id", "name", "schema"),
  ...noEffect("content_type", "description", "id"),
};

export const webSocketApi = { aws_apigatewayv2_model, aws_apigatewayv2_route_response };
