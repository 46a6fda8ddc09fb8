import type { HttpResponse } from "../../common/http/http-message";
import { newRequestIds } from "../../common/http/ids";
import { listed } from "../../common/log/reasons";
import type { RequestNotes } from "../../gateway-log";
import { ownResponse as recorded } from "../../trace/own-response";
import type { StepRecorder } from "../../trace/step-recorder";
import type { Stage } from "../../common/api-v2/stage";
import { logAccess } from "../access-log/log-access";
import type { ConnectionFacts } from "../connection/connection-facts";
import { newMessageId } from "../connection/connection-id";
import { CONNECT, DISCONNECT, type WebSocketApi } from "../model/web-socket-api";
import { selectRoute } from "../model/selection-expression";
import { ownResponse } from "../own-responses";
import type { ServedRoute, ServedRoutes } from "../served-routes";
import { namedStage } from "../stage-of";

const DEFAULT = "$default";
/** How a message appears in the log, where a request has its method. */
export const MESSAGE = "MESSAGE";

/** The response of a message's route, and what the client gets of it. */
export interface Replied {
  readonly response: HttpResponse;
  /** Undefined: the client gets nothing. */
  readonly reply?: string;
}

/** The steps of a message: the route, by the API's expression or `$default`, and its integration. */
export async function message(
  api: WebSocketApi,
  routes: ServedRoutes,
  connection: ConnectionFacts,
  body: string,
  notes: RequestNotes | undefined,
): Promise<Replied> {
  const ids = newRequestIds(undefined);
  const steps = notes?.steps;
  if (notes) {
    notes.requestId = ids.extendedRequestId;
  }
  const own = (status: number, text: string, reason: string) => {
    const named = { connectionId: connection.id, requestId: ids.extendedRequestId };
    return ownResponse(status, text, named, reason);
  };
  const forbidden = (reason: string) => replied(own(403, "Forbidden", reason), true, steps);
  const stage = namedStage(api, connection.stage);
  if (!stage?.isDeployed) {
    return forbidden(`the stage ${connection.stage} is not served anymore`);
  }
  const selected = selectRoute(api.routeSelection, body);
  const served = find(routes, selected, stage, notes);
  if (!served) {
    return forbidden(noRoute(selected, routes));
  }
  const { route, integrate } = served;
  const cause = { kind: "message", messageId: newMessageId(connection.id), body } as const;
  const receivedAt = new Date();
  const call = { api, stage, routeKey: route.key, connection, cause, ids, receivedAt, steps };
  const overThrottle = routes.overThrottle(route.key, stage);
  const response =
    overThrottle === undefined
      ? await integrate(call)
      : own(429, "Too Many Requests", overThrottle);
  logAccess(call, response, routes.accessLog);
  return replied(response, route.unservable === undefined && route.isTwoWay, steps);
}

/** API Gateway's own responses are sent on one-way routes, too. */
function replied(
  response: HttpResponse,
  isTwoWay: boolean,
  steps: StepRecorder | undefined,
): Replied {
  if (response.reason !== undefined) {
    recorded(response, steps);
  } else if (!isTwoWay) {
    return { response: { ...response, body: "" } };
  }
  return { response, reply: response.body.toString() };
}

function find(
  routes: ServedRoutes,
  selected: string,
  stage: Stage,
  notes: RequestNotes | undefined,
): ServedRoute | undefined {
  const isOwnKey = selected === CONNECT || selected === DISCONNECT;
  const found = isOwnKey ? undefined : routes.find(selected, stage, MESSAGE, notes);
  return found ?? routes.find(DEFAULT, stage, MESSAGE, notes);
}

function noRoute(selected: string, routes: ServedRoutes): string {
  const keys = routes.keys.filter((key) => key !== CONNECT && key !== DISCONNECT);
  const found = `no route has the key ${JSON.stringify(selected)}, and there is no $default`;
  return keys.length === 0 ? found : `${found}; there are: ${listed(keys)}`;
}
