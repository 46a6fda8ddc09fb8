export {
  WebSocketAwsIntegration,
  type WebSocketAwsIntegrationProps,
} from "./websocket-aws-integration";
export {
  WebSocketHttpIntegration,
  type WebSocketHttpIntegrationProps,
} from "./websocket-http-integration";
export { WebSocketMockIntegration } from "./websocket-mock-integration";
export type {
  WebSocketContentHandling,
  WebSocketIntegrationResponse,
  WebSocketMappingProps,
} from "./mapping";
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
