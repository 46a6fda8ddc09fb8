export { AccessLog, type AccessLogProps } from "./access-log";
export { checkStageVariables, withStageVariables } from "./stage-variables";
export { DEFAULT_THROTTLE, checkThrottle, type ThrottleSettings } from "./throttle";
export { grantInvocation, type InvocationRight } from "./invocation-right";
export { InvokeRole, invokeRole } from "./invoke-role";
export { allowInvocation, type PermissionScope } from "./permission";
export { checkOwnEndpoint } from "./own-endpoint";
export { functionId } from "./function-id";
export { warnOverQuota } from "./quota";
