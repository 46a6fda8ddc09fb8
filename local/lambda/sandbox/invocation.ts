import type { InvocationResult } from "../lambda-service";

/** An invocation that was accepted: it ends by exactly one call of `finish` or `refuse`. */
export interface Invocation {
  readonly requestId: string;
  readonly payload: Buffer | string;
  readonly invokedArn: string;
  readonly traceId: string;
  /** JSON text; empty when there is none. */
  readonly clientContext: string;
  finish(result: InvocationResult): void;
  /** The invocation will never run. */
  refuse(error: Error): void;
}
