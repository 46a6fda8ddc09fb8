import type { CallBackend } from "../common/integration/backend";
import type { StepRecorder } from "./step-recorder";
import { tracedBody } from "./traced-body";

/** A backend whose requests become steps. Without a recorder, it is the backend itself. */
export function recordedBackend(
  callBackend: CallBackend,
  steps: StepRecorder | undefined,
): CallBackend {
  if (!steps) {
    return callBackend;
  }
  return async (request) => {
    const { method, url, headers } = request;
    const body = tracedBody(request.body);
    const step = steps.begin({ step: "httpIntegration", method, url, headers, body });
    const response = await callBackend(request);
    step.end({ response: { ...response, body: tracedBody(response.body) } });
    return response;
  };
}
