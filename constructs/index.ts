export type { PermissionScope, ThrottleSettings } from "./api-gateway";
export * from "./http-api";
export * as lambda from "./lambda";
export * as restApi from "./rest-api";
