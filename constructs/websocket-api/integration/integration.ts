import type { Apigatewayv2IntegrationResponseConfig } from "@cdktf/provider-aws/lib/apigatewayv2-integration-response";
import type { RouteIntegration, RouteIntegrationConfig } from "../../api-gateway-v2/integration";
import { kind, required } from "../../core/props";

/**
 * What a route of a WebSocket API passes its messages to. A new kind of integration is a new class
 * with this method.
 */
export interface WebSocketRouteIntegration extends RouteIntegration<WebSocketIntegrationConfig> {
  /** The kind of API that the integration is for. */
  readonly apiType: "WEBSOCKET";
}

/** An integration with its responses. */
export interface WebSocketIntegrationConfig extends RouteIntegrationConfig {
  /** The attributes of each `aws_apigatewayv2_integration_response`; a proxy has none. */
  readonly responses: readonly IntegrationResponseAttributes[];
}

/** The attributes of an integration response that don't say what it belongs to. */
export type IntegrationResponseAttributes = Omit<
  Apigatewayv2IntegrationResponseConfig,
  "apiId" | "integrationId" | "dependsOn" | "lifecycle"
>;

/** What a route takes, as opposed to a function or an integration of another kind of API. */
export const INTEGRATION_KIND = required(
  kind(
    "an integration of a WebSocket API, e.g. new WebSocketLambdaIntegration(fn)",
    (value) => (value as { apiType?: unknown } | null)?.apiType === "WEBSOCKET",
  ),
);
