/** The error objects that Lambda itself answers with when the handler can't. */

export function timedOut(requestId: string, timeoutSeconds: number): Buffer {
  return errorObject(
    "Sandbox.Timedout",
    `RequestId: ${requestId} Error: Task timed out after ${timeoutSeconds.toFixed(2)} seconds`,
  );
}

export function exited(requestId: string, status: ExitStatus): Buffer {
  return errorObject("Runtime.ExitError", `RequestId: ${requestId} Error: ${exitReason(status)}`);
}

export function notStarted(requestId: string, reason: string): Buffer {
  return errorObject("Runtime.InvalidEntrypoint", `RequestId: ${requestId} Error: ${reason}`);
}

export function responseTooLarge(): Buffer {
  return errorObject(
    "Function.ResponseSizeTooLarge",
    "Response payload size exceeded maximum allowed payload size (6291556 bytes).",
  );
}

/** How a process ended. */
export type ExitStatus =
  | { readonly kind: "code"; readonly code: number }
  | { readonly kind: "signal"; readonly signal: NodeJS.Signals };

export function exitReason(status: ExitStatus): string {
  if (status.kind === "signal") {
    return `Runtime exited with error: signal: ${SIGNAL_NAMES[status.signal] ?? status.signal}`;
  }
  return status.code === 0
    ? "Runtime exited without providing a reason"
    : `Runtime exited with error: exit status ${status.code}`;
}

/** As Go names them, in which Lambda's supervisor is written. */
const SIGNAL_NAMES: Partial<Record<NodeJS.Signals, string>> = {
  SIGKILL: "killed",
  SIGTERM: "terminated",
  SIGSEGV: "segmentation fault",
  SIGABRT: "aborted",
  SIGBUS: "bus error",
  SIGFPE: "floating point exception",
  SIGILL: "illegal instruction",
  SIGINT: "interrupt",
  SIGHUP: "hangup",
  SIGPIPE: "broken pipe",
};

function errorObject(errorType: string, errorMessage: string): Buffer {
  return Buffer.from(JSON.stringify({ errorType, errorMessage }));
}
