/** The error objects that Lambda itself returns if the handler can't. */

export function timedOut(requestId: string, timeoutSeconds: number): Buffer {
  return errorObject(
    "Sandbox.Timedout",
    `RequestId: ${requestId} Error: Task timed out after ${timeoutSeconds.toFixed(2)} seconds`,
  );
}

/** The runtime's process ended or did not start. */
export function exited(requestId: string, status: ExitStatus): Buffer {
  return errorObject(exitType(status), `RequestId: ${requestId} Error: ${exitReason(status)}`);
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
  | { readonly kind: "signal"; readonly signal: NodeJS.Signals }
  /** The runner killed it. */
  | { readonly kind: "over memory" }
  | { readonly kind: "not started"; readonly reason: string };

export function exitType({ kind }: ExitStatus): string {
  return kind === "not started" ? "Runtime.InvalidEntrypoint" : "Runtime.ExitError";
}

export function exitReason(status: ExitStatus): string {
  switch (status.kind) {
    case "not started":
      return status.reason;
    case "signal":
      return `Runtime exited with error: signal: ${SIGNAL_NAMES[status.signal] ?? status.signal}`;
    case "over memory":
      return "Runtime exited with error: signal: killed";
    case "code":
      return status.code === 0
        ? "Runtime exited without providing a reason"
        : `Runtime exited with error: exit status ${status.code}`;
  }
}

/** Go's names of the signals: Lambda's supervisor is written in Go. */
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
