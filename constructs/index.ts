export { AccessLogFormat, AuthorizationType } from "./api-gateway";
export type {
  HttpMethod,
  IntegratingApi,
  IStage,
  IUserPool,
  IUserPoolClient,
  PermissionScope,
  ThrottleSettings,
} from "./api-gateway";
export type {
  AuthorizerResource,
  BuiltInAuthorizer,
  RouteAuthorizer,
  RouteAuthorizerConfig,
} from "./api-gateway-v2/authorizer";
export type { RouteIntegration, RouteIntegrationConfig } from "./api-gateway-v2/integration";
export * from "./domain-name";
export { Duration } from "./core/duration";
export * from "./environment";
export * from "./event-sources";
export * from "./http-api";
export * as lambda from "./lambda";
export * from "./observability";
export * from "./rest-api";
export * from "./vpc-link";
export * from "./websocket-api";
