import { randomUUID } from "node:crypto";
import type { HttpRequest, HttpResponse } from "../common/http-message";
import type { Oversize } from "../common/oversize";
import type { RequestNotes } from "../gateway-log";
import { ownResponse } from "../trace/own-response";
import { routeStep } from "../trace/routes";
import { stageNotFound } from "./gateway-response/fixed-responses";

/** The response to a request that no stage matches. */
export function withoutStage(
  request: HttpRequest | Oversize,
  reason: string,
  notes: RequestNotes | undefined,
): HttpResponse {
  const requestId = randomUUID();
  if (notes) {
    notes.requestId = requestId;
  }
  if (typeof request === "object") {
    notes?.steps?.begin(routeStep(request)).fail(reason);
  }
  return ownResponse(stageNotFound(requestId, reason), notes?.steps);
}
