import type { Caller } from "../../../iam/sigv4";
import type { FunctionCallers } from "../../common/permissions/function-callers";
import { headerValue, type HttpRequest, type HttpResponse } from "../../common/http/http-message";
import { newRequestIds, type RequestIds } from "../../common/http/ids";
import type { WriteLine } from "../../common/log/log-line";
import type { RequestNotes } from "../../gateway-log";
import type { StepRecorder } from "../../trace/step-recorder";
import { logManagement, type ManagementCall } from "../access-log/log-management";
import type { ApiConnections } from "../connection/api-connections";
import type { Connection } from "../connection/connection";
import { isConnectionIdOf } from "../connection/connection-id";
import type { WebSocketApi } from "../model/web-socket-api";
import { findStage, whyNoStage } from "../stage-of";
import { routeOf, type ManagementRequest } from "./management-request";
import { checkCaller } from "./permission";
import { deleted, described, posted, refused, tooLarge } from "./responses";

/** @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html */
const MAX_PAYLOAD_BYTES = 128 * 1024;
const CLOSED_BY_DELETE = { code: 1000, reason: "Connection Closed Normally" };

/** What the requests of the management API are about. */
export interface Managed {
  readonly api: WebSocketApi;
  readonly connections: ApiConnections;
  readonly callers: FunctionCallers;
  readonly accessLog: WriteLine | undefined;
}

/**
 * Responds to a request of the management API, in AWS's order: the ID is checked before the signature,
 * and both before whether the connection is still open. Connections belong to the API: the stage
 * needn't be theirs.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-how-to-call-websocket-api-connections.html
 */
export function manage(
  managed: Managed,
  request: HttpRequest,
  wanted: ManagementRequest,
  notes: RequestNotes | undefined,
): HttpResponse {
  const { api } = managed;
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
  const call = { api, stage, request, wanted, ids, receivedAt: new Date() };
  const { caller, response } = respond(managed, call, notes?.steps);
  logManagement({ ...call, caller }, response, managed.accessLog);
  return response;
}

interface Responded {
  readonly caller?: Caller;
  readonly response: HttpResponse;
}

function respond(
  { api, connections, callers }: Managed,
  { stage, request, wanted, ids }: Omit<ManagementCall, "caller">,
  steps: StepRecorder | undefined,
): Responded {
  const { connectionId } = wanted;
  if (!isConnectionIdOf(api.id, connectionId)) {
    const body = JSON.stringify({ message: `Invalid connectionId: ${connectionId}` });
    const reason = "this API has given the ID to no connection";
    return { response: refused(ids, 400, "BadRequestException", body, reason) };
  }
  const resource = `${api.executionArn}/${stage.name}/${routeOf(wanted).replace(" ", "")}`;
  const { caller, denial } = checkCaller(callers, request, resource, ids, steps);
  if (denial) {
    return { caller, response: denial };
  }
  const connection = connections.find(connectionId);
  return { caller, response: connection ? act(connection, request, wanted, ids) : gone(ids) };
}

function act(
  connection: Connection,
  request: HttpRequest,
  { method }: ManagementRequest,
  ids: RequestIds,
): HttpResponse {
  switch (method) {
    case "GET":
      return described(ids, connection);
    case "POST":
      return connection.send(request.body.toString("utf8")) ? posted(ids) : gone(ids);
    case "DELETE":
      connection.close(CLOSED_BY_DELETE);
      return deleted(ids);
  }
}

function gone(ids: RequestIds): HttpResponse {
  const reason = "the connection has ended, or isn't established yet";
  return refused(ids, 410, "GoneException", "", reason);
}
