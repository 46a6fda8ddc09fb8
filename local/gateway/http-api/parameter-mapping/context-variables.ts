import { clfTime } from "../../common/log/clf-time";
import { domainPrefix, sentPath } from "../../common/http/domain-mapping";
import { headerValue } from "../../common/http/http-message";
import { domainName, type Call, type RoutedRequest } from "../call/call";
import { callerVariable } from "./caller-variables";

/** What variables show of a request: of its route, that is only the key. */
export interface DescribedRequest extends Omit<RoutedRequest, "route"> {
  readonly route: Pick<RoutedRequest["route"], "key">;
}

/**
 * The `$context` variables of a request, whoever calls.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging-variables.html
 */
const VARIABLES: Readonly<Record<string, (request: DescribedRequest) => string>> = {
  accountId: ({ api }) => api.accountId,
  apiId: ({ api }) => api.id,
  domainName,
  domainPrefix: ({ api, request }) => domainPrefix(request, api.id),
  extendedRequestId: ({ ids }) => ids.extendedRequestId,
  httpMethod: ({ request }) => request.method,
  "identity.sourceIp": ({ request }) => request.sourceIp,
  "identity.userAgent": ({ request }) => headerValue(request.headers, "user-agent") ?? "",
  path: ({ request }) => sentPath(request),
  protocol: () => "HTTP/1.1",
  requestId: ({ ids }) => ids.extendedRequestId,
  requestTime: ({ receivedAt }) => clfTime(receivedAt),
  requestTimeEpoch: ({ receivedAt }) => String(receivedAt.getTime()),
  routeKey: ({ route }) => route.key.text,
  stage: ({ stage }) => stage.name,
};

/** Whether a variable has the same value whoever calls. */
export function isContextVariable(name: string): boolean {
  return Object.hasOwn(VARIABLES, name);
}

/** Those about the caller are known too. They have no value on a route without an authorizer. */
export function isKnownContextVariable(name: string): boolean {
  return isContextVariable(name) || /^(?:authorizer|identity)\./.test(name);
}

/** The value of a variable that doesn't depend on the caller. */
export function contextVariable(request: DescribedRequest, name: string): string | undefined {
  return isContextVariable(name) ? VARIABLES[name]?.(request) : undefined;
}

export function contextOrCallerVariable(call: Call, name: string): string | undefined {
  return contextVariable(call, name) ?? callerVariable(call.caller, name);
}
