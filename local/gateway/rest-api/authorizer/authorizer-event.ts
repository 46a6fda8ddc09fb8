import { allValues, lastValues } from "../../common/http/multi-values";
import type { RoutedCall } from "../call/call";
import { commonContext, eventIdentity, resourceContext } from "../call/request-context";

/** @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-lambda-authorizer-input.html */
export function tokenEvent(methodArn: string, authorizationToken: string): string {
  return JSON.stringify({ type: "TOKEN", methodArn, authorizationToken });
}

/** Unlike in the event of an integration, maps without entries are empty and not null. */
export function requestEvent(call: RoutedCall, methodArn: string): string {
  return JSON.stringify({
    type: "REQUEST",
    methodArn,
    resource: call.method.resource.path,
    path: call.path.eventPath,
    httpMethod: call.request.method,
    headers: lastValues(call.headers),
    multiValueHeaders: allValues(call.headers),
    queryStringParameters: lastValues(call.query),
    multiValueQueryStringParameters: allValues(call.query),
    pathParameters: call.pathParameters ?? {},
    stageVariables: call.stageVariables,
    requestContext: {
      ...resourceContext(call),
      ...commonContext(call),
      identity: eventIdentity(call),
    },
  });
}
