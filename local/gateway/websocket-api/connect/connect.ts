import { headerValue, type HttpRequest, type HttpResponse } from "../../common/http/http-message";
import { newRequestIds } from "../../common/http/ids";
import type { RequestNotes } from "../../gateway-log";
import { ownResponse as recorded } from "../../trace/own-response";
import { logAccess } from "../access-log/log-access";
import type { Handshake } from "../authorizer/authorize";
import { ANYONE } from "../connection/caller";
import type { ConnectionFacts } from "../connection/connection-facts";
import { newConnectionId } from "../connection/connection-id";
import { CONNECT, type WebSocketApi } from "../model/web-socket-api";
import { forbidden, ownResponse } from "../own-responses";
import type { ServedRoute, ServedRoutes } from "../served-routes";
import { findStage, whyNoStage } from "../stage-of";
import { connectCall } from "./connect-call";
import { factsOf } from "./facts-of";
import { twoAuthorizationLines } from "./load-balancer";
import { acceptance, refusal } from "./handshake-response";

/** The response to a handshake, and the connection if the response accepts it. */
export interface Connected {
  readonly response: HttpResponse;
  readonly connection?: ConnectionFacts;
}

/** The steps of a handshake: stage, authorizer, and the integration of `$connect`, if any. */
export async function connect(
  api: WebSocketApi,
  routes: ServedRoutes,
  request: HttpRequest,
  notes: RequestNotes | undefined,
): Promise<Connected> {
  const refusedBefore = twoAuthorizationLines(request.headers);
  if (refusedBefore) {
    return { response: recorded(refusedBefore, notes?.steps) };
  }
  const ids = newRequestIds(headerValue(request.headers, "x-amzn-trace-id"));
  if (notes) {
    notes.requestId = ids.extendedRequestId;
  }
  const stage = findStage(api, request);
  if (!stage) {
    const response = refusal(forbidden(whyNoStage(api, request)), ids);
    return { response: recorded(response, notes?.steps) };
  }
  const route = routes.find(CONNECT, stage, request.method, notes);
  const steps = notes?.steps;
  const connectionId = newConnectionId(api.id);
  const handshake = { api, stage, request, connectionId, ids, receivedAt: new Date(), steps };
  const overThrottle = routes.overThrottle(CONNECT, stage);
  const { connection, response } =
    overThrottle === undefined
      ? await admitted(handshake, route)
      : throttled(handshake, overThrottle);
  const cause = { kind: "connect", request } as const;
  const call = { ...handshake, routeKey: CONNECT, connection, cause };
  logAccess(call, response, routes.accessLog);
  const isAccepted = response.status >= 200 && response.status <= 299;
  if (response.reason !== undefined) {
    recorded(response, steps);
  }
  return isAccepted
    ? { response: acceptance(response), connection }
    : { response: refusal(response, ids) };
}

const ACCEPTED: HttpResponse = { status: 200, headers: [], body: "" };

function throttled(handshake: Handshake, reason: string) {
  const named = {
    connectionId: handshake.connectionId,
    requestId: handshake.ids.extendedRequestId,
  };
  const response = ownResponse(429, "Too Many Requests", named, reason);
  return { connection: factsOf(handshake, ANYONE), response };
}

/** Without a `$connect` route, anyone may connect. */
async function admitted(handshake: Handshake, served: ServedRoute | undefined) {
  if (!served) {
    return { connection: factsOf(handshake, ANYONE), response: ACCEPTED };
  }
  const { caller, refused } = await served.authorize(handshake);
  const connection = factsOf(handshake, caller ?? ANYONE);
  if (refused) {
    return { connection, response: refused };
  }
  return { connection, response: await served.integrate(connectCall(handshake, caller)) };
}
