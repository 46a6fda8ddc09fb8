import type { FunctionCallers } from "../../common/function-callers";
import { headerValue, type HttpRequest, type HttpResponse } from "../../common/http-message";
import { newRequestIds } from "../../common/ids";
import type { RequestNotes } from "../../gateway-log";
import type { ApiConnections } from "../connection/api-connections";
import { isConnectionIdOf } from "../connection/connection-id";
import type { WebSocketApi } from "../model/web-socket-api";
import { findStage, whyNoStage } from "../stage-of";
import { routeOf, type ManagementRequest } from "./management-request";
import { denialOf } from "./permission";
import { deleted, described, posted, refused, tooLarge } from "./responses";

/** @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html */
const MAX_PAYLOAD_BYTES = 128 * 1024;
const CLOSED_BY_DELETE = { code: 1000, reason: "Connection Closed Normally" };

/** What the requests of the management API are about. */
export interface Managed {
  readonly api: WebSocketApi;
  readonly connections: ApiConnections;
  readonly callers: FunctionCallers;
}

/**
 * Responds to a request of the management API, in AWS's order: the ID is checked before the signature,
 * and both before whether the connection is still open. Connections belong to the API: the stage
 * needn't be theirs.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-how-to-call-websocket-api-connections.html
 */
export function manage(
  { api, connections, callers }: Managed,
  request: HttpRequest,
  wanted: ManagementRequest,
  notes: RequestNotes | undefined,
): HttpResponse {
  const { connectionId } = wanted;
  if (request.body.length > MAX_PAYLOAD_BYTES) {
    return tooLarge(`the payload has more than ${MAX_PAYLOAD_BYTES} bytes`);
  }
  const ids = newRequestIds(headerValue(request.headers, "x-amzn-trace-id"));
  if (notes) {
    notes.requestId = ids.requestId;
    notes.route = routeOf(wanted);
  }
  const stage = findStage(api, request);
  if (!stage) {
    const body = '{"message":"Forbidden"}';
    return refused(ids, 403, "ForbiddenException", body, whyNoStage(api, request));
  }
  if (!isConnectionIdOf(api.id, connectionId)) {
    const body = JSON.stringify({ message: `Invalid connectionId: ${connectionId}` });
    const reason = "this API has given the ID to no connection";
    return refused(ids, 400, "BadRequestException", body, reason);
  }
  const resource = `${api.executionArn}/${stage.name}/${routeOf(wanted).replace(" ", "")}`;
  const denial = denialOf(callers, request, resource, ids, notes?.steps);
  if (denial) {
    return denial;
  }
  const connection = connections.find(connectionId);
  const gone = () =>
    refused(ids, 410, "GoneException", "", "the connection has ended, or isn't established yet");
  if (!connection) {
    return gone();
  }
  switch (wanted.method) {
    case "GET":
      return described(ids, connection);
    case "POST":
      return connection.send(request.body.toString("utf8")) ? posted(ids) : gone();
    case "DELETE":
      connection.close(CLOSED_BY_DELETE);
      return deleted(ids);
  }
}
