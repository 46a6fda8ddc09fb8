import { decodePath } from "../../common/http/decode-path";
import { sentPath } from "../../common/http/domain-mapping";
import { lastValues, mapToObject, parseQuery } from "../../common/http/multi-values";
import { decodedParameters, type RoutedRequest } from "../call/call";
import { requestContextV1, titleCasedHeaders } from "../integration/event-v1";
import { joinValues, lowerCaseHeaders, requestContextV2 } from "../integration/event-v2";
import type { LambdaAuthorizer } from "../model/authorizer";
import { inOrder } from "./in-order";
import { requestArn } from "./request-arn";

/**
 * The JSON event of an authorizer's function.
 * @param identity the values of the identity sources
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html
 */
export function authorizerEvent(
  { payloadFormat }: LambdaAuthorizer,
  request: RoutedRequest,
  identity: readonly string[],
): string {
  const event = payloadFormat === "2.0" ? eventV2(request, identity) : eventV1(request, identity);
  return JSON.stringify(event);
}

/** No field is omitted, and no map is null. */
function eventV1(call: RoutedRequest, identity: readonly string[]): object {
  const { request, stage } = call;
  const identitySource = identity.join(",");
  return {
    version: "1.0",
    type: "REQUEST",
    methodArn: requestArn(call),
    identitySource,
    authorizationToken: identitySource,
    resource: "",
    path: decodePath(sentPath(request)),
    httpMethod: request.method,
    headers: sorted(withLowerCaseNames(lastValues(titleCasedHeaders(call)))),
    queryStringParameters: sorted(lastValues(parseQuery(request.query))),
    requestContext: requestContextV1(call, { kind: "anyone" }),
    pathParameters: decodedParameters(call) ?? {},
    stageVariables: stage.variables,
  };
}

/** Unlike the integration's event, it has the cookies in its headers too. */
function eventV2(call: RoutedRequest, identity: readonly string[]): object {
  const { request, route, stage } = call;
  const headers = lowerCaseHeaders(call);
  return {
    version: "2.0",
    type: "REQUEST",
    routeArn: requestArn(call),
    identitySource: identity.length > 0 ? identity : null,
    routeKey: route.key.text,
    rawPath: decodePath(request.path),
    rawQueryString: request.query,
    cookies: headers.get("cookie")?.split("; "),
    headers: sorted(mapToObject(headers, (value) => value)),
    queryStringParameters: joinValues(parseQuery(request.query)),
    requestContext: requestContextV2(call, { kind: "anyone" }),
    pathParameters: decodedParameters(call),
    stageVariables: Object.keys(stage.variables).length > 0 ? stage.variables : undefined,
  };
}

/** These are in lower case there, as recorded. */
const LOWER_CASE = new Map([
  ["Accept-Encoding", "accept-encoding"],
  ["Authorization", "authorization"],
]);

function withLowerCaseNames(headers: Readonly<Record<string, string>>): Record<string, string> {
  const named = Object.entries(headers).map(
    ([name, value]) => [LOWER_CASE.get(name) ?? name, value] as const,
  );
  return mapToObject(new Map(named), (value) => value);
}

function sorted(values: Readonly<Record<string, string>>): Record<string, string> {
  return mapToObject(new Map(inOrder(Object.entries(values))), (value) => value);
}
