import { decodePath } from "../../common/http/decode-path";
import { eventBody } from "../../common/integration/event-body";
import { clfTime } from "../../common/log/clf-time";
import { domainPrefix, sentPath } from "../../common/http/domain-mapping";
import { headerValue } from "../../common/http/http-message";
import {
  allValues,
  groupHeaders,
  lastValues,
  parseQuery,
  type MultiValues,
} from "../../common/http/multi-values";
import { authorizerV1, signerV1 } from "../call/authorizer-fields";
import { decodedParameters, domainName, type Call, type RoutedRequest } from "../call/call";
import type { Caller } from "../call/caller";
import { titleCase } from "../title-case";

/**
 * The JSON event of payload format 1.0.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
export function eventV1(call: Call): string {
  const { request, route, stage } = call;
  const headers = titleCasedHeaders(call);
  const query = parseQuery(request.query);
  const single = lastValues(headers);
  const body = eventBody(request);
  const { key } = route;

  return JSON.stringify({
    version: "1.0",
    resource: key.kind === "path" ? key.path : key.text,
    path: sentPath(request),
    httpMethod: request.method,
    headers: single,
    multiValueHeaders: allValues(headers),
    queryStringParameters: query.size > 0 ? lastValues(query) : null,
    multiValueQueryStringParameters: query.size > 0 ? allValues(query) : null,
    requestContext: requestContextV1(call, call.caller),
    pathParameters: decodedParameters(call) ?? null,
    stageVariables: Object.keys(stage.variables).length > 0 ? stage.variables : null,
    body: body?.text ?? null,
    isBase64Encoded: body?.isBase64 ?? false,
  });
}

/** What an event 1.0 contains about a request, besides the request itself. */
export function requestContextV1(call: RoutedRequest, caller: Caller): object {
  const { request, route, stage, ids, receivedAt, api } = call;
  const { key } = route;
  const signer = signerV1(caller);
  return {
    accountId: api.accountId,
    apiId: api.id,
    authorizer: authorizerV1(caller),
    domainName: domainName(call),
    domainPrefix: domainPrefix(request, api.id),
    extendedRequestId: ids.extendedRequestId,
    httpMethod: request.method,
    identity: {
      accessKey: signer.accessKey,
      accountId: signer.accountId,
      caller: signer.caller,
      clientCert: request.clientCertificate,
      cognitoAmr: null,
      cognitoAuthenticationProvider: null,
      cognitoAuthenticationType: null,
      cognitoIdentityId: null,
      cognitoIdentityPoolId: null,
      principalOrgId: signer.principalOrgId,
      sourceIp: request.sourceIp,
      user: signer.user,
      userAgent: headerValue(request.headers, "user-agent") ?? "",
      userArn: signer.userArn,
    },
    path: decodePath(sentPath(request)),
    protocol: "HTTP/1.1",
    requestId: ids.extendedRequestId,
    requestTime: clfTime(receivedAt),
    requestTimeEpoch: receivedAt.getTime(),
    resourceId: key.text,
    resourcePath: key.kind === "path" ? key.path : key.text,
    stage: stage.name,
  };
}

export function titleCasedHeaders({ request, ids }: RoutedRequest): MultiValues {
  const headers = new Map<string, readonly string[]>();
  for (const [name, values] of groupHeaders(request.headers)) {
    if (name.toLowerCase() !== "connection") {
      headers.set(titleCase(name), values);
    }
  }
  if (!headers.has("Content-Length")) {
    headers.set("Content-Length", ["0"]);
  }
  headers.set("X-Amzn-Trace-Id", [ids.trace]);
  headers.set("X-Forwarded-For", [request.sourceIp]);
  headers.set("X-Forwarded-Port", [String(request.port)]);
  headers.set("X-Forwarded-Proto", [request.scheme]);
  return headers;
}
