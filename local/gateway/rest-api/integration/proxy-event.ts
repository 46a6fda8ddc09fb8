import { isBinary } from "../call/binary";
import { headerValue } from "../../common/http/http-message";
import type { Call } from "../call/call";
import { allValues, lastValues, type MultiValues } from "../../common/http/multi-values";
import { commonContext, eventIdentity, resourceContext } from "../call/request-context";

/**
 * The event of a Lambda proxy integration, format 1.0 as REST APIs send it.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html
 */
export function proxyEvent(call: Call): string {
  const { api, request, stageVariables } = call;
  const contentType = headerValue(request.headers, "content-type") ?? "";
  const isBase64Encoded = request.body.length > 0 && isBinary(contentType, api.binaryMediaTypes);
  return JSON.stringify({
    resource: call.method.resource.path,
    path: call.path.eventPath,
    httpMethod: request.method,
    headers: lastValues(call.headers),
    multiValueHeaders: allValues(call.headers),
    queryStringParameters: orNull(call.query, lastValues),
    multiValueQueryStringParameters: orNull(call.query, allValues),
    pathParameters: call.pathParameters,
    stageVariables: Object.keys(stageVariables).length === 0 ? null : stageVariables,
    requestContext: requestContext(call),
    body:
      request.body.length === 0 ? null : request.body.toString(isBase64Encoded ? "base64" : "utf8"),
    isBase64Encoded,
  });
}

function requestContext(call: Call): object {
  const { authorizer } = call.authorized;
  const { resourceId, ...resource } = resourceContext(call);
  // AWS writes the authorizer after the ID of the resource.
  const first = authorizer ? { resourceId, authorizer } : { resourceId };
  return Object.assign(first, resource, commonContext(call), { identity: eventIdentity(call) });
}

function orNull<T>(values: MultiValues, convert: (values: MultiValues) => T): T | null {
  return values.size === 0 ? null : convert(values);
}
