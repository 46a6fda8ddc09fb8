export { HttpUrlIntegration, type HttpUrlIntegrationProps } from "./http-url-integration";
export type { HttpRouteIntegration } from "./integration";
export { HttpLambdaIntegration, type HttpLambdaIntegrationProps } from "./http-lambda-integration";
export type { ParameterMapping } from "./parameter-mapping";
export * from "./private";
export * from "./service";
