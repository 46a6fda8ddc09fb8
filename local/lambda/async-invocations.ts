import type { InvocationResult } from "./lambda-service";
import { LambdaServiceError } from "./lambda-service";

/** Waits before the first and the second retry. AWS waits one and two minutes. */
const RETRY_DELAYS_MS = [1_000, 2_000];
/** Throttled attempts don't count as retries; AWS repeats them for six hours. */
const THROTTLED_DELAY_MS = 1_000;

/**
 * Event invocations: retried after a function error as often as the function is configured to be,
 * but sooner than on AWS, where a developer would wait for minutes.
 */
export class AsyncInvocations {
  private readonly timers = new Set<NodeJS.Timeout>();
  private closed = false;

  /** @param onDropped called with the last failure if no attempt succeeded */
  start(
    run: () => Promise<InvocationResult>,
    retries: number,
    onDropped: (failure: string) => void,
  ): void {
    void this.attempt(run, 0, retries, onDropped);
  }

  close(): void {
    this.closed = true;
    for (const timer of this.timers) {
      clearTimeout(timer);
    }
  }

  private async attempt(
    run: () => Promise<InvocationResult>,
    failures: number,
    retries: number,
    onDropped: (failure: string) => void,
  ): Promise<void> {
    const again = (nextFailures: number, delay: number): void =>
      this.later(delay, () => void this.attempt(run, nextFailures, retries, onDropped));
    try {
      const { functionError, payload } = await run();
      if (!functionError) {
        return;
      }
      if (failures >= retries) {
        return onDropped(payload.toString("utf8"));
      }
      again(failures + 1, RETRY_DELAYS_MS[failures] ?? 0);
    } catch (error) {
      const isThrottled = error instanceof LambdaServiceError && error.status === 429;
      if (isThrottled) {
        again(failures, THROTTLED_DELAY_MS);
      } else {
        onDropped(String(error));
      }
    }
  }

  private later(delay: number, run: () => void): void {
    if (this.closed) {
      return;
    }
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      run();
    }, delay).unref();
    this.timers.add(timer);
  }
}
