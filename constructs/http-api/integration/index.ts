export { HttpUrlIntegration, type HttpUrlIntegrationProps } from "./http-url-integration";
export type {
  HttpRouteIntegration,
  HttpRouteIntegrationConfig,
} from "../../api-gateway-v2/integration";
export { HttpLambdaIntegration, type HttpLambdaIntegrationProps } from "./http-lambda-integration";
export type { ParameterMapping } from "./parameter-mapping";
export * from "./private";
export * from "./service";
