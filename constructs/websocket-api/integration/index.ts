export type {
  IntegrationResponseAttributes,
  WebSocketIntegrationConfig,
  WebSocketRouteIntegration,
} from "./integration";
export type { WebSocketIntegrationSettings } from "./settings";
export {
  WebSocketLambdaIntegration,
  type WebSocketLambdaIntegrationProps,
} from "./websocket-lambda-integration";
