export * from "./authorizer";
export type { CorsPreflightOptions } from "./cors";
export { HttpApi } from "./http-api";
export type { HttpApiProps, HttpRouteOptions } from "./http-api-props";
export * from "./integration";
export type { HttpStage, HttpStageOptions } from "./stage";
