import {
  allValues,
  groupHeaders,
  lastValues,
  parseQuery,
  type MultiValues,
} from "../../common/http/multi-values";
import type { HttpRequest } from "../../common/http/http-message";
import type { Call } from "../call";
import { requestContext } from "../request-context";
import { sortedByName } from "../sorted-by-name";
import { stageVariables } from "../stage-variables";

/** Headers that API Gateway writes, whatever the client sent. */
export const FORWARDED = [
  "x-amzn-trace-id",
  "x-forwarded-for",
  "x-forwarded-port",
  "x-forwarded-proto",
];
/** Headers of the handshake that the event doesn't show, and those that API Gateway replaces. */
const HIDDEN = ["connection", "upgrade", "sec-websocket-extensions", ...FORWARDED];

/** The event of `$connect`. Only this event and the authorizer's show the handshake. */
export function connectEvent(call: Call, request: HttpRequest): object {
  const headers = sortedByName(headersOf(call, request));
  const query = sortedByName(parseQuery(request.query));
  return {
    headers: lastValues(headers),
    multiValueHeaders: allValues(headers),
    ...(query.size > 0 && {
      queryStringParameters: lastValues(query),
      multiValueQueryStringParameters: allValues(query),
    }),
    stageVariables: stageVariables(call.stage),
    requestContext: requestContext(call),
    isBase64Encoded: false,
  };
}

function headersOf({ ids }: Call, { headers, sourceIp }: HttpRequest): MultiValues {
  const shown = headers.filter(([name]) => !HIDDEN.includes(name.toLowerCase()));
  return new Map([...groupHeaders(shown), ...forwardedHeaders(ids.trace, sourceIp)]);
}

/** The headers that API Gateway adds. It serves WebSocket APIs only by TLS, on its one port. */
export function forwardedHeaders(trace: string, sourceIp: string): MultiValues {
  return new Map([
    ["X-Amzn-Trace-Id", [trace]],
    ["X-Forwarded-For", [sourceIp]],
    ["X-Forwarded-Port", ["443"]],
    ["X-Forwarded-Proto", ["https"]],
  ]);
}
