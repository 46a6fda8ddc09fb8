export type { RequestSummary, RequestTrace, TraceListener } from "./request-trace";
export { StepRecorder } from "./step-recorder";
export type * from "./trace-step";
export { MAX_TRACED_BYTES, tracedBody, type TracedBody } from "./traced-body";
export { recordingLog, tracedLog } from "./traced-log";
