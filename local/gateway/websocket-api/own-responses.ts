import type { HeaderLines, HttpResponse } from "../common/http/http-message";

/** What a response of API Gateway itself names. */
interface Named {
  readonly connectionId: string;
  readonly requestId: string;
}

/** API Gateway sends it with each refused handshake, also with the body of a function. */
export const JSON_TYPE: HeaderLines = [["Content-Type", "application/json; charset=UTF-8"]];

/**
 * A response of API Gateway itself: the body of a refused handshake, or a frame.
 * @param message AWS's text; its spaces are part of it
 * @param reason logged only
 */
export function ownResponse(
  status: number,
  message: string,
  { connectionId, requestId }: Named,
  reason: string,
): HttpResponse {
  const body = `{"message": ${JSON.stringify(message)}, "connectionId":"${connectionId}", "requestId":"${requestId}"}`;
  return { status, headers: JSON_TYPE, body, reason };
}

/** For a path that leads to no stage: there is no connection yet to name. */
export function forbidden(reason: string): HttpResponse {
  return { status: 403, headers: JSON_TYPE, body: '{"message":"Forbidden"}', reason };
}

/** For a request that is not a handshake. */
export function upgradeRequired(reason: string): HttpResponse {
  return { status: 426, headers: [["Upgrade", "websocket"]], body: "", reason };
}

/** For a malformed handshake. */
export function badRequest(reason: string): HttpResponse {
  return { status: 400, headers: JSON_TYPE, body: '{"message":"Bad Request"}', reason };
}

/** For an error of the runner itself. */
export function runnerFailed(reason: string): HttpResponse {
  return { status: 500, headers: JSON_TYPE, body: '{"message":"Internal server error"}', reason };
}
