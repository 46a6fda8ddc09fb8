export type { CorsPreflightOptions } from "./cors";
export { HttpApi } from "./http-api";
export type { HttpApiProps, HttpRouteOptions } from "./http-api-props";
export {
  HttpUrlIntegration,
  HttpLambdaIntegration,
  type HttpRouteIntegration,
  type HttpRouteIntegrationConfig,
  type HttpUrlIntegrationProps,
  type HttpLambdaIntegrationProps,
  type ParameterMapping,
} from "./integration";
export type { HttpStage, HttpStageOptions } from "./stage";
