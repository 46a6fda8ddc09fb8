import { clfTime } from "../../common/clf-time";
import { headerValue } from "../../common/http-message";
import type { Call, StageCall } from "./call";

/** The fields that an event's `requestContext` and a template's `$context` share. */
export function commonContext(call: StageCall) {
  const { api, stage, deploymentId, request, path, ids, receivedAt } = call;
  return {
    accountId: api.accountId,
    apiId: api.id,
    deploymentId,
    domainName: headerValue(request.headers, "host") ?? "",
    domainPrefix: api.id,
    extendedRequestId: ids.extendedRequestId,
    httpMethod: request.method,
    path: path.fullPath,
    protocol: "HTTP/1.1",
    requestId: ids.requestId,
    requestTime: clfTime(receivedAt),
    requestTimeEpoch: receivedAt.getTime(),
    stage: stage.name,
  };
}

/** The caller. A method without an authorizer knows little about it. */
export function identity(call: Pick<Call, "request" | "apiKey">) {
  return {
    accessKey: null,
    accountId: null,
    ...(call.apiKey && { apiKey: call.apiKey.value, apiKeyId: call.apiKey.id }),
    caller: null,
    cognitoAuthenticationProvider: null,
    cognitoAuthenticationType: null,
    cognitoIdentityId: null,
    cognitoIdentityPoolId: null,
    principalOrgId: null,
    sourceIp: call.request.sourceIp,
    user: null,
    userAgent: headerValue(call.request.headers, "user-agent") ?? null,
    userArn: null,
  };
}

export function resourceContext({ method }: Call) {
  return {
    resourceId: method.resource.id,
    resourcePath: method.resource.path,
    ...(method.operationName !== undefined && { operationName: method.operationName }),
  };
}
