import type { InvocationResult, ResponseSink } from "../lambda-service";

/** An accepted invocation, which ends with exactly one call of `finish` or `refuse`. */
export interface Invocation {
  readonly requestId: string;
  readonly payload: Buffer | string;
  readonly invokedArn: string;
  readonly traceId: string;
  /** JSON; empty without a client context. */
  readonly clientContext: string;
  /** Whether the log keeps more of this invocation than its last 4 KB. */
  readonly keepsLog: boolean;
  /** Receives the response of a handler that streams it. */
  readonly sink: ResponseSink | undefined;
  finish(result: InvocationResult): void;
  /** The invocation will never run. */
  refuse(error: Error): void;
}
