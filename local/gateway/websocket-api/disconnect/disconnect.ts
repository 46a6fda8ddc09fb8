import type { HttpResponse } from "../../common/http/http-message";
import { newRequestIds } from "../../common/http/ids";
import type { RequestNotes } from "../../gateway-log";
import { ownResponse as recorded } from "../../trace/own-response";
import { logAccess } from "../access-log/log-access";
import type { Closure, ConnectionFacts } from "../connection/connection-facts";
import { DISCONNECT, type WebSocketApi } from "../model/web-socket-api";
import type { ServedRoutes } from "../served-routes";
import { namedStage } from "../stage-of";

/** How the end of a connection appears in the log, where a request has its method. */
export const DISCONNECTED = "DISCONNECT";

/** Calls the integration of `$disconnect`, if there is such a route. Nobody gets its response. */
export async function disconnect(
  api: WebSocketApi,
  routes: ServedRoutes,
  connection: ConnectionFacts,
  { code, reason, why }: Closure,
  notes: RequestNotes | undefined,
): Promise<{ readonly response?: HttpResponse }> {
  const stage = namedStage(api, connection.stage);
  const served = stage && routes.find(DISCONNECT, stage, DISCONNECTED, notes);
  if (!served) {
    return {};
  }
  const ids = newRequestIds(undefined);
  const steps = notes?.steps;
  if (notes) {
    notes.requestId = ids.extendedRequestId;
  }
  const cause = { kind: "disconnect", code, reason } as const;
  const receivedAt = new Date();
  const call = { api, stage, routeKey: DISCONNECT, connection, cause, ids, receivedAt, steps };
  const response = await served.integrate(call);
  logAccess(call, response, routes.accessLog);
  if (response.reason !== undefined) {
    recorded(response, steps);
  }
  return { response: { ...response, reason: response.reason ?? why } };
}
