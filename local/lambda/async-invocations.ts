import type { InvocationResult } from "./lambda-service";
import { LambdaServiceError } from "./lambda-service";

/** Waits before the first and the second retry. AWS waits one and two minutes. */
const RETRY_DELAYS_MS = [1_000, 2_000];
/** Throttled attempts don't count as retries; AWS repeats them for six hours. */
const THROTTLED_DELAY_MS = 1_000;

/** An asynchronous invocation. */
export interface AsyncInvocation {
  readonly functionName: string;
  /** Attempts after the first. */
  readonly retries: number;
  readonly run: () => Promise<InvocationResult>;
  /** Called with the last failure if no attempt succeeded. */
  readonly onDropped: (failure: string) => void;
}

/** An invocation that waits for a retry. */
interface Waiting {
  readonly functionName: string;
  readonly end: () => void;
}

/**
 * Event invocations: retried after a function error as often as the function is configured to be,
 * but sooner than on AWS, where a developer would wait for minutes.
 */
export class AsyncInvocations {
  private readonly underWay = new Map<AsyncInvocation, Promise<void>>();
  private readonly timers = new Map<NodeJS.Timeout, Waiting>();
  private closed = false;

  /** Names of the functions whose invocations wait for a retry, each as often as it has some. */
  get waiting(): string[] {
    return [...this.timers.values()].map(({ functionName }) => functionName);
  }

  start(invocation: AsyncInvocation): void {
    const ended = new Promise<void>((resolve) => {
      void this.attempt(invocation, 0, resolve);
    });
    this.underWay.set(invocation, ended);
    void ended.then(() => this.underWay.delete(invocation));
  }

  /** Resolves when the invocations that are under way now have succeeded or were dropped. */
  async ended(): Promise<void> {
    await Promise.all(this.underWay.values());
  }

  /** Retries nothing any more. */
  close(): void {
    this.closed = true;
    for (const [timer, { end }] of this.timers) {
      clearTimeout(timer);
      end();
    }
    this.timers.clear();
  }

  private async attempt(
    invocation: AsyncInvocation,
    failures: number,
    end: () => void,
  ): Promise<void> {
    const waiting = { functionName: invocation.functionName, end };
    const again = (nextFailures: number, delay: number): void =>
      this.later(delay, waiting, () => void this.attempt(invocation, nextFailures, end));
    const drop = (failure: string): void => {
      invocation.onDropped(failure);
      end();
    };
    try {
      const { functionError, payload } = await invocation.run();
      if (!functionError) {
        return end();
      }
      if (failures >= invocation.retries) {
        return drop(payload.toString("utf8"));
      }
      again(failures + 1, RETRY_DELAYS_MS[failures] ?? 0);
    } catch (error) {
      const isThrottled = error instanceof LambdaServiceError && error.status === 429;
      if (isThrottled) {
        again(failures, THROTTLED_DELAY_MS);
      } else {
        drop(String(error));
      }
    }
  }

  private later(delay: number, waiting: Waiting, run: () => void): void {
    if (this.closed) {
      return waiting.end();
    }
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      run();
    }, delay).unref();
    this.timers.set(timer, waiting);
  }
}
