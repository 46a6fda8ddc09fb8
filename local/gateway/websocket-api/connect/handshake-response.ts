import { headerValue, type HttpResponse } from "../../common/http/http-message";
import type { RequestIds } from "../../common/http/ids";
import { JSON_TYPE } from "../own-responses";
import { SUBPROTOCOL } from "../subprotocol";

/** The response that accepts a handshake: of the integration's headers, only the subprotocol counts. */
export function acceptance({ headers }: HttpResponse): HttpResponse {
  const subprotocol = headerValue(headers, SUBPROTOCOL);
  return {
    status: 101,
    headers: subprotocol === undefined ? [] : [[SUBPROTOCOL, subprotocol]],
    body: "",
  };
}

/** The response that refuses a handshake: the integration's status and body, but not its headers. */
export function refusal(
  { status, body, reason, loggedError, serviceError }: HttpResponse,
  { extendedRequestId }: RequestIds,
): HttpResponse {
  const headers = [
    ...JSON_TYPE,
    ["Connection", "keep-alive"] as const,
    ["x-amz-apigw-id", extendedRequestId] as const,
  ];
  return { status, headers, body, reason, loggedError, serviceError };
}
