import { groupHeaders, lastValues, allValues, parseQuery } from "../../common/http/multi-values";
import { forwardedHeaders, FORWARDED } from "../connect/event";
import { requestContext } from "../request-context";
import { sortedByName } from "../sorted-by-name";
import type { Handshake } from "./authorize";
import { connectCall } from "../connect/connect-call";
import { ANYONE } from "../connection/caller";
import { connectArn } from "./connect-arn";

/** What API Gateway itself writes. */
const REWRITTEN = [...FORWARDED, "connection", "upgrade", "content-length"];

/**
 * The event of an authorizer. Unlike the event of `$connect`, it shows the headers of the upgrade,
 * and the query in its own order; maps without entries are empty, not missing.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-lambda-auth.html
 */
export function authorizerEvent(handshake: Handshake): string {
  const { request, stage, ids } = handshake;
  const sent = request.headers.filter(([name]) => !REWRITTEN.includes(name.toLowerCase()));
  const headers = sortedByName(
    new Map([
      ...groupHeaders(sent),
      ["Connection", ["upgrade"]],
      ["Upgrade", ["websocket"]],
      ["content-length", ["0"]],
      ...forwardedHeaders(ids.trace, request.sourceIp),
    ]),
  );
  const query = parseQuery(request.query);
  return JSON.stringify({
    type: "REQUEST",
    methodArn: connectArn(handshake),
    headers: lastValues(headers),
    multiValueHeaders: allValues(headers),
    queryStringParameters: lastValues(query),
    multiValueQueryStringParameters: allValues(query),
    stageVariables: stage.variables,
    requestContext: requestContext(connectCall(handshake, ANYONE)),
  });
}
