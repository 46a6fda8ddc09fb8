import { decodePath } from "../../common/http/decode-path";
import { eventBody } from "../../common/integration/event-body";
import { clfTime } from "../../common/log/clf-time";
import { domainPrefix } from "../../common/http/domain-mapping";
import { joinedValues } from "../../common/http/http-message";
import { mapToObject, parseQuery, type MultiValues } from "../../common/http/multi-values";
import { authorizerV2 } from "../call/authorizer-fields";
import { decodedParameters, domainName, type Call, type RoutedRequest } from "../call/call";
import type { Caller } from "../call/caller";

/**
 * The JSON event of payload format 2.0. Empty fields are omitted.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
export function eventV2(call: Call): string {
  const { request, route, stage } = call;
  const headers = lowerCaseHeaders(call);
  const cookies = headers.get("cookie")?.split("; ");
  headers.delete("cookie");
  const body = eventBody(request);

  return JSON.stringify({
    version: "2.0",
    routeKey: route.key.text,
    rawPath: decodePath(request.path),
    rawQueryString: request.query,
    cookies,
    headers: mapToObject(headers, (value) => value),
    queryStringParameters: joinValues(parseQuery(request.query)),
    requestContext: requestContextV2(call, call.caller),
    body: body?.text,
    pathParameters: decodedParameters(call),
    isBase64Encoded: body?.isBase64 ?? false,
    stageVariables: Object.keys(stage.variables).length > 0 ? stage.variables : undefined,
  });
}

/** What an event 2.0 contains about a request, besides the request itself. */
export function requestContextV2(call: RoutedRequest, caller: Caller): object {
  const { request, route, stage, ids, receivedAt, api } = call;
  const path = decodePath(request.path);
  return {
    accountId: api.accountId,
    apiId: api.id,
    authentication: request.clientCertificate && { clientCert: request.clientCertificate },
    authorizer: authorizerV2(caller),
    domainName: domainName(call),
    domainPrefix: domainPrefix(request, api.id),
    http: {
      method: request.method,
      path,
      protocol: "HTTP/1.1",
      sourceIp: request.sourceIp,
      userAgent: joinedValues(request.headers, "user-agent") ?? "",
    },
    requestId: ids.extendedRequestId,
    routeKey: route.key.text,
    stage: stage.name,
    time: clfTime(receivedAt),
    timeEpoch: receivedAt.getTime(),
  };
}

export function lowerCaseHeaders({ request, ids }: RoutedRequest): Map<string, string> {
  const headers = new Map<string, string>();
  for (const [name, value] of request.headers) {
    const lower = name.toLowerCase();
    const before = headers.get(lower);
    const separator = lower === "cookie" ? "; " : ",";
    headers.set(lower, before === undefined ? value : `${before}${separator}${value}`);
  }
  headers.delete("connection");
  if (!headers.has("content-length")) {
    headers.set("content-length", "0");
  }
  headers.set("x-amzn-trace-id", ids.trace);
  headers.set("x-forwarded-for", request.sourceIp);
  headers.set("x-forwarded-port", String(request.port));
  headers.set("x-forwarded-proto", request.scheme);
  return headers;
}

export function joinValues(values: MultiValues): Record<string, string> | undefined {
  if (values.size === 0) {
    return undefined;
  }
  return mapToObject(values, (all) => all.join(","));
}
