import type { HttpResponse } from "../../common/http/http-message";
import type { Call } from "../call";
import { ownResponse } from "../own-responses";

/** API Gateway's own response for an integration that failed. */
export function failed(
  { connection, ids }: Call,
  status: 415 | 500 | 502 | 504,
  reason: string,
  message = "Internal server error",
): HttpResponse {
  const named = { connectionId: connection.id, requestId: ids.extendedRequestId };
  return ownResponse(status, message, named, reason);
}
