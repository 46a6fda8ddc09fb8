import { clfTime } from "../common/clf-time";
import { groupHeaders, parseQuery, type MultiValues } from "../common/multi-values";
import { Call, decodePath, domainOf, eventBody } from "./call";

/**
 * The event of payload format 2.0, as JSON. Fields that would be empty are left out.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
export function eventV2(call: Call): string {
  const { request, route, stage, ids, receivedAt, api } = call;
  const headers = lowerCased(call);
  const cookies = headers["cookie"]?.split("; ");
  delete headers["cookie"];
  const path = decodePath(request.path);
  const { body, base64 } = eventBody(request.body, headers["content-type"] ?? "");

  return JSON.stringify({
    version: "2.0",
    routeKey: route.key.text,
    rawPath: path,
    rawQueryString: request.query,
    cookies,
    headers,
    queryStringParameters: joined(parseQuery(request.query)),
    requestContext: {
      accountId: api.accountId,
      apiId: api.id,
      ...domainOf(call, headers["host"]),
      http: {
        method: request.method,
        path,
        protocol: "HTTP/1.1",
        sourceIp: request.sourceIp,
        userAgent: headers["user-agent"] ?? "",
      },
      requestId: ids.extendedRequestId,
      routeKey: route.key.text,
      stage: stage.name,
      time: clfTime(receivedAt),
      timeEpoch: receivedAt.getTime(),
    },
    body: request.body.length > 0 ? body : undefined,
    pathParameters: unlessEmpty(call.parameters, decodePath),
    isBase64Encoded: request.body.length > 0 && base64,
    stageVariables: unlessEmpty(stage.variables, (value) => value),
  });
}

function lowerCased({ request, ids }: Call): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, values] of groupHeaders(request.headers)) {
    const lower = name.toLowerCase();
    if (lower !== "connection") headers[lower] = values.join(lower === "cookie" ? "; " : ",");
  }
  headers["content-length"] ??= "0";
  headers["x-amzn-trace-id"] = ids.trace.request;
  headers["x-forwarded-for"] = request.sourceIp;
  headers["x-forwarded-port"] = String(request.port);
  headers["x-forwarded-proto"] = "http";
  return headers;
}

function joined(values: MultiValues): Record<string, string> | undefined {
  if (values.size === 0) return undefined;
  return Object.fromEntries([...values].map(([name, all]) => [name, all.join(",")]));
}

function unlessEmpty(
  values: Readonly<Record<string, string>>,
  as: (value: string) => string,
): Record<string, string> | undefined {
  const entries = Object.entries(values).map(([name, value]) => [name, as(value)] as const);
  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}
