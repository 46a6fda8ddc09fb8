export type { WebSocketRouteAuthorizer } from "./authorizer";
export { WebSocketIamAuthorizer } from "./websocket-iam-authorizer";
export {
  WebSocketLambdaAuthorizer,
  type WebSocketLambdaAuthorizerProps,
} from "./websocket-lambda-authorizer";
