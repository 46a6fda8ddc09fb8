export { RestApi } from "./rest-api";
export { type RestApiProps } from "./rest-api-props";
export { type Stage } from "./stage";
export {
  type CanarySettings,
  type MethodDeploymentOptions,
  type StageOptions,
} from "./stage-props";
export { ClientCertificate, type ClientCertificateProps } from "./client-certificate";
export { type Resource } from "./resource";
export { type Method } from "./method/method";
export { type MethodOptions, type MethodResponse } from "./method/method-props";
export { Model, type ModelProps } from "./method/model";
export { Template, type Templates } from "../api-gateway/template";
export { type GatewayResponseProps, type GatewayResponseType } from "./gateway-response";
export * from "./authorizer";
export { ApiGatewayAccount } from "./account";
export * from "./integration";
export * from "./usage-plan";
export type { CorsOptions } from "./cors";
export * from "./policy";
