export { ApiIntegrations } from "./api-integrations";
export { HttpUrlIntegration, type HttpUrlIntegrationProps } from "./http-url-integration";
export type { HttpIntegration, HttpIntegrationConfig, IntegratingApi } from "./integration";
export { LambdaIntegration, type LambdaIntegrationProps } from "./lambda-integration";
export type { ParameterMapping } from "./parameter-mapping";
