import type { HttpResponse } from "../../common/http/http-message";
import { ownResponse } from "../own-responses";
import type { Handshake } from "./authorize";

const MESSAGES = { 401: "Unauthorized", 403: "Forbidden", 500: "" } as const;

/**
 * The response to a handshake that an authorizer refuses, or couldn't decide about: API Gateway
 * doesn't tell the client what went wrong.
 * @param reason logged only
 */
export function refused(
  { connectionId, ids }: Handshake,
  status: keyof typeof MESSAGES,
  reason: string,
  message: string = MESSAGES[status],
): HttpResponse {
  const named = { connectionId, requestId: ids.extendedRequestId };
  return ownResponse(status, message, named, reason);
}
