import type { GatewayLog } from "../gateway-log";
import type { RequestTrace, TraceListener } from "./request-trace";

/** A log that also passes each trace to a listener. Without a listener, it is the log itself. */
export function tracedLog(log: GatewayLog, listener: TraceListener | undefined): GatewayLog {
  if (!listener) {
    return log;
  }
  return {
    logsRequests: true,
    recordsSteps: true,
    report(trace) {
      log.report(trace);
      tell(listener, trace, log);
    },
  };
}

/** A log for gateways whose access logs need the steps of each request. */
export function recordingLog(log: GatewayLog): GatewayLog {
  return { logsRequests: true, recordsSteps: true, report: (trace) => log.report(trace) };
}

/** A listener that throws must not fail the request: its response is sent already. */
function tell(listener: TraceListener, trace: RequestTrace, log: GatewayLog): void {
  try {
    listener(trace);
  } catch (error) {
    const stack = error instanceof Error ? error.stack : String(error);
    log.report({ ...trace, reason: "the listener for traces (onTrace) failed", stack });
  }
}
