import { clfTime } from "../../common/clf-time";
import { domainPrefix } from "../../common/domain-mapping";
import { mapToObject, parseQuery, type MultiValues } from "../../common/multi-values";
import { authorizerV2 } from "../call/authorizer-fields";
import { decodePath, domainName, eventBody, type Call } from "../call/call";

/**
 * The JSON event of payload format 2.0. Empty fields are omitted.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
export function eventV2(call: Call): string {
  const { request, route, stage, ids, receivedAt, api } = call;
  const headers = lowerCaseHeaders(call);
  const cookies = headers.get("cookie")?.split("; ");
  headers.delete("cookie");
  const path = decodePath(request.path);
  const body = eventBody(request);

  return JSON.stringify({
    version: "2.0",
    routeKey: route.key.text,
    rawPath: path,
    rawQueryString: request.query,
    cookies,
    headers: mapToObject(headers, (value) => value),
    queryStringParameters: joinValues(parseQuery(request.query)),
    requestContext: {
      accountId: api.accountId,
      apiId: api.id,
      authorizer: authorizerV2(call.caller),
      domainName: domainName(call),
      domainPrefix: domainPrefix(request, api.id),
      http: {
        method: request.method,
        path,
        protocol: "HTTP/1.1",
        sourceIp: request.sourceIp,
        userAgent: headers.get("user-agent") ?? "",
      },
      requestId: ids.extendedRequestId,
      routeKey: route.key.text,
      stage: stage.name,
      time: clfTime(receivedAt),
      timeEpoch: receivedAt.getTime(),
    },
    body: body?.text,
    pathParameters: decodedParameters(call),
    isBase64Encoded: body?.isBase64 ?? false,
    stageVariables: Object.keys(stage.variables).length > 0 ? stage.variables : undefined,
  });
}

function lowerCaseHeaders({ request, ids }: Call): Map<string, string> {
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
  headers.set("x-forwarded-proto", "http");
  return headers;
}

function joinValues(values: MultiValues): Record<string, string> | undefined {
  if (values.size === 0) {
    return undefined;
  }
  return mapToObject(values, (all) => all.join(","));
}

function decodedParameters({ parameters }: Call): Record<string, string> | undefined {
  if (parameters.size === 0) {
    return undefined;
  }
  return mapToObject(parameters, decodePath);
}
