export { ApiIntegrations } from "./api-integrations";
export { HttpUrlIntegration, type HttpUrlIntegrationProps } from "./http-url-integration";
export type {
  HttpRouteIntegration,
  HttpRouteIntegrationConfig,
  IntegratingApi,
} from "./integration";
export { LambdaIntegration, type LambdaIntegrationProps } from "./lambda-integration";
export type { ParameterMapping } from "./parameter-mapping";
