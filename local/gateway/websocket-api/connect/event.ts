import {
  allValues,
  groupHeaders,
  lastValues,
  parseQuery,
  type MultiValues,
} from "../../common/multi-values";
import type { HttpRequest } from "../../common/http-message";
import type { Call } from "../call";
import { requestContext } from "../request-context";
import { stageVariables } from "../stage-variables";

/** Headers of the handshake that the event doesn't show, and those that API Gateway replaces. */
const HIDDEN = [
  "connection",
  "upgrade",
  "sec-websocket-extensions",
  "x-amzn-trace-id",
  "x-forwarded-for",
  "x-forwarded-port",
  "x-forwarded-proto",
];

/** The event of `$connect`. Only this event and the authorizer's show the handshake. */
export function connectEvent(call: Call, request: HttpRequest): object {
  const headers = sorted(headersOf(call, request));
  const query = sorted(parseQuery(request.query));
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

function sorted(values: MultiValues): MultiValues {
  return new Map([...values].sort(([one], [other]) => compare(one, other)));
}

function compare(one: string, other: string): number {
  const [first, second] = [one.toLowerCase(), other.toLowerCase()];
  return first < second ? -1 : first > second ? 1 : 0;
}
