import { clfTime } from "../../common/clf-time";
import { headerValue } from "../../common/http-message";
import { domainName, type Call } from "../call/call";

/**
 * The `$context` variables of a request to a route without an authorizer.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging-variables.html
 */
const VARIABLES: Readonly<Record<string, (call: Call) => string>> = {
  accountId: ({ api }) => api.accountId,
  apiId: ({ api }) => api.id,
  domainName,
  domainPrefix: ({ api }) => api.id,
  extendedRequestId: ({ ids }) => ids.extendedRequestId,
  httpMethod: ({ request }) => request.method,
  "identity.sourceIp": ({ request }) => request.sourceIp,
  "identity.userAgent": ({ request }) => headerValue(request.headers, "user-agent") ?? "",
  path: ({ request }) => request.path,
  protocol: () => "HTTP/1.1",
  requestId: ({ ids }) => ids.extendedRequestId,
  requestTime: ({ receivedAt }) => clfTime(receivedAt),
  requestTimeEpoch: ({ receivedAt }) => String(receivedAt.getTime()),
  routeKey: ({ route }) => route.key.text,
  stage: ({ stage }) => stage.name,
};

/** Variables about the caller are known but have no value: routes with authorizers are not served. */
export function isKnownContextVariable(name: string): boolean {
  return Object.hasOwn(VARIABLES, name) || /^(?:authorizer|identity)\./.test(name);
}

export function contextVariable(call: Call, name: string): string | undefined {
  return Object.hasOwn(VARIABLES, name) ? VARIABLES[name]?.(call) : undefined;
}
