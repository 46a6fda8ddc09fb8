import type { HttpRequest, HttpResponse } from "../common/http/http-message";
import { newRequestIds } from "../common/http/ids";
import type { Oversize } from "../common/http/oversize";
import type { RequestNotes } from "../gateway-log";
import { ownResponse } from "../trace/own-response";
import { routeStep } from "../trace/routes";
import { stageNotFound } from "./gateway-response/fixed-responses";
import { withRequestIds } from "./gateway-response/request-ids";

/** The response to a request that no stage matches. */
export function withoutStage(
  request: HttpRequest | Oversize,
  reason: string,
  notes: RequestNotes | undefined,
): HttpResponse {
  const ids = newRequestIds(undefined);
  if (notes) {
    notes.requestId = ids.requestId;
  }
  if (typeof request === "object") {
    notes?.steps?.begin(routeStep(request)).fail(reason);
  }
  return withRequestIds({ ids }, ownResponse(stageNotFound(reason), notes?.steps));
}
