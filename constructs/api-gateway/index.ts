export { AccessLog, type AccessLogProps } from "./access-log";
export { AccessLogFormat, FORMAT_KIND } from "./access-log-format";
export { stageLogs } from "./stage-logs";
export { checkStageOptions, LOGGING_LEVELS, newStageId } from "./stage-options";
export { checkStageVariables, withStageVariables } from "./stage-variables";
export { DEFAULT_THROTTLE, checkThrottle, type ThrottleSettings } from "./throttle";
export { AuthorizationType } from "./authorization-type";
export { HTTP_METHODS, type HttpMethod } from "./http-methods";
export type { IStage } from "./mapped-stage";
export type { IntegratingApi } from "./integrating-api";
export { FUNCTION_KIND, grantInvocation, type InvocationRight } from "./invocation-right";
export { invokeRole, serviceRole, type ServiceAccess } from "./integration-role";
export {
  allowAuthorizer,
  allowInvocation,
  requestPattern,
  type PermissionScope,
} from "./permission";
export { checkCors, checkCorsHeaders } from "./cors-checks";
export { checkOwnEndpoint } from "./own-endpoint";
export { apiGatewaySpelling } from "./foreign-syntax";
export { warnOverQuota } from "./quota";
export { type IUserPool, type IUserPoolClient, userPoolKind } from "./user-pool";
export { authorizerId } from "./authorizer-id";
export {
  checkIdentitySources,
  checkLambdaAuthorizer,
  lambdaAuthorizerId,
} from "./lambda-authorizer";
export { checkResultsCacheTtl } from "./results-cache-ttl";
export { SERVICE_CALL_KINDS, serviceCall, type ServiceCallProps } from "./service-call";
export { checkIntegrationUrl } from "./integration-url";
export { settingsId, unlessDefault } from "./settings-id";
