import { headerValue } from "./http-message";
import type { Call, StageCall } from "./call";

const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

/** `09/Apr/2025:12:34:56 +0000` */
export function clfTime(date: Date): string {
  const two = (value: number) => String(value).padStart(2, "0");
  const day = `${two(date.getUTCDate())}/${MONTHS[date.getUTCMonth()] ?? ""}/${date.getUTCFullYear()}`;
  const time = [date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds()].map(two).join(":");
  return `${day}:${time} +0000`;
}

/** What both the event's `requestContext` and a template's `$context` tell of any request. */
export function commonContext(call: StageCall) {
  const { api, stage, request, path, ids, receivedAt } = call;
  return {
    accountId: api.accountId,
    apiId: api.id,
    deploymentId: stage.deploymentId,
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

/** The caller, of whom an open method knows little. */
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
