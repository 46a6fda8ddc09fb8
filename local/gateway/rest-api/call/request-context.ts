import { clfTime } from "../../common/log/clf-time";
import { domainPrefix } from "../../common/http/domain-mapping";
import { headerValue } from "../../common/http/http-message";
import type { Authorized } from "./authorized";
import type { RoutedCall, StageCall } from "./call";

/** The fields that an event's `requestContext` and a template's `$context` share. */
export function commonContext(call: StageCall) {
  const { api, stage, deploymentId, request, path, ids, receivedAt } = call;
  return {
    accountId: api.accountId,
    apiId: api.id,
    deploymentId,
    domainName: request.domain?.name ?? headerValue(request.headers, "host") ?? "",
    domainPrefix: domainPrefix(request, api.id),
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

interface Caller extends Pick<RoutedCall, "request" | "apiKey"> {
  readonly authorized?: Authorized;
}

/** The caller. Only AWS_IAM knows more about it than the request shows. */
export function identity(call: Caller) {
  const { accessKey, accountId, userId, userArn, principalOrgId } = call.authorized?.caller ?? {};
  return {
    accessKey: accessKey ?? null,
    accountId: accountId ?? null,
    ...(call.apiKey && { apiKey: call.apiKey.value, apiKeyId: call.apiKey.id }),
    caller: userId ?? null,
    cognitoAuthenticationProvider: null,
    cognitoAuthenticationType: null,
    cognitoIdentityId: null,
    cognitoIdentityPoolId: null,
    principalOrgId: principalOrgId ?? null,
    sourceIp: call.request.sourceIp,
    user: userId ?? null,
    userAgent: headerValue(call.request.headers, "user-agent") ?? null,
    userArn: userArn ?? null,
  };
}

/** `identity` of an event: with the client's certificate where the domain has mutual TLS. */
export function eventIdentity(call: Caller) {
  const { clientCertificate } = call.request;
  return { ...identity(call), ...(clientCertificate && { clientCert: clientCertificate }) };
}

export function resourceContext({ method }: Pick<RoutedCall, "method">) {
  return {
    resourceId: method.resource.id,
    resourcePath: method.resource.path,
    ...(method.operationName !== undefined && { operationName: method.operationName }),
  };
}
