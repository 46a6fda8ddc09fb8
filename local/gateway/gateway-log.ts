import type { RequestTrace } from "./trace/request-trace";
import type { StepRecorder } from "./trace/step-recorder";

/** What a gateway notes about a request on its way, where somebody listens. */
export interface RequestNotes {
  route?: string;
  target?: string;
  requestId?: string;
  /** Undefined if only the summary is wanted. */
  readonly steps: StepRecorder | undefined;
}

/** Where gateways report requests. */
export interface GatewayLog {
  /** False: only failures of the runner itself are reported, and nothing is noted. */
  readonly logsRequests: boolean;
  /** True: the steps of each request are recorded too. */
  readonly recordsSteps: boolean;
  report(trace: RequestTrace): void;
}
