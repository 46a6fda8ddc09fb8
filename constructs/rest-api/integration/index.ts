export { type Integration, type IntegrationObject, type IntegrationContext } from "./integration";
export { type InvocationProps } from "./invocation";
export { type IntegrationResponse, type MappingProps } from "./mapping";
export { LambdaIntegration, type LambdaIntegrationProps } from "./lambda";
export { LambdaCustomIntegration } from "./lambda-custom";
export { MockIntegration } from "./mock";
export { HttpIntegration, type HttpIntegrationProps } from "./http";
export * from "./service";
