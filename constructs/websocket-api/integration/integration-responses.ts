import type { Apigatewayv2Integration } from "@cdktf/provider-aws/lib/apigatewayv2-integration";
import { Apigatewayv2IntegrationResponse } from "@cdktf/provider-aws/lib/apigatewayv2-integration-response";
import type { Construct } from "constructs";
import type { WebSocketIntegrationConfig } from "./integration";

/** Adds the responses of an integration that isn't a proxy. */
export function addIntegrationResponses(
  api: Construct & { readonly apiId: string },
  integration: Apigatewayv2Integration,
  { id, responses }: WebSocketIntegrationConfig,
): void {
  for (const attributes of responses) {
    const key = encodeURIComponent(attributes.integrationResponseKey);
    new Apigatewayv2IntegrationResponse(api, `${id}-Response-${key}`, {
      ...attributes,
      apiId: api.apiId,
      integrationId: integration.id,
    });
  }
}
