import type { HttpResponse } from "../common/http/http-message";
import type { StepRecorder } from "./step-recorder";

/** Records a response that the gateway itself makes, where its type is not known. */
export function ownResponse(response: HttpResponse, steps: StepRecorder | undefined): HttpResponse {
  const { status, reason = "" } = response;
  steps?.begin({ step: "gatewayResponse", status, reason });
  return response;
}
