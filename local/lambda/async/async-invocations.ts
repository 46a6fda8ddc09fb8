import type { InvocationResult } from "../lambda-service";
import { LambdaServiceError, RecursiveInvocationError } from "../lambda-service";

/** Waits before the first and the second retry. AWS waits one and two minutes. */
const RETRY_DELAYS_MS = [1_000, 2_000];
/** Throttled attempts don't count as retries; AWS repeats them until the event is too old. */
const THROTTLED_DELAY_MS = 1_000;

/** How an asynchronous invocation has ended. */
export interface AsyncOutcome {
  readonly condition: "Success" | "RetriesExhausted" | "EventAgeExceeded";
  readonly attempts: number;
  /** Of the last attempt; undefined if the function was never invoked. */
  readonly result: InvocationResult | undefined;
  /** Why the last attempt failed. Empty if it succeeded. */
  readonly failure: string;
}

/** An asynchronous invocation. */
export interface AsyncInvocation {
  readonly functionName: string;
  /** Milliseconds since 1970. */
  readonly begun: number;
  /** Attempts after the first. */
  readonly retries: number;
  /** Milliseconds after which it isn't attempted any more. */
  readonly maximumAge: number;
  readonly run: () => Promise<InvocationResult>;
  /** Called when it has ended. */
  readonly onEnded: (outcome: AsyncOutcome) => Promise<void>;
}

/** What is known of an invocation between its attempts. */
interface Attempts {
  readonly made: number;
  readonly failures: number;
}

/** An invocation that waits for a retry. */
interface Waiting {
  readonly functionName: string;
  readonly end: (isEnded: boolean) => void;
}

/**
 * Event invocations: retried after a function error as often as the function is configured to be,
 * but sooner than on AWS, where a developer would wait for minutes.
 */
export class AsyncInvocations {
  private readonly underWay = new Map<AsyncInvocation, Promise<boolean>>();
  private readonly timers = new Map<NodeJS.Timeout, Waiting>();
  private closed = false;

  /** Names of the functions whose invocations wait for a retry, each as often as it has some. */
  get waiting(): string[] {
    return [...this.timers.values()].map(({ functionName }) => functionName);
  }

  /** @returns whether it has ended; false if it was given up, because nothing is retried any more */
  start(invocation: AsyncInvocation): Promise<boolean> {
    const first = { made: 0, failures: 0 };
    const ended = new Promise<boolean>((resolve) => {
      void this.attempt(invocation, first, resolve);
    });
    this.underWay.set(invocation, ended);
    void ended.then(() => this.underWay.delete(invocation));
    return ended;
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
      end(false);
    }
    this.timers.clear();
  }

  private async attempt(
    invocation: AsyncInvocation,
    before: Attempts,
    end: Waiting["end"],
  ): Promise<void> {
    const { functionName, retries } = invocation;
    const { result, failure, isThrottled, isFinal } = await attempted(invocation);
    const now = { ...before, made: before.made + 1 };
    const finish = async (condition: AsyncOutcome["condition"]): Promise<void> => {
      await invocation.onEnded({ condition, attempts: now.made, result, failure });
      end(true);
    };
    if (failure === "") {
      return finish("Success");
    }
    if (this.closed) {
      return end(false);
    }
    const failures = isThrottled ? now.failures : now.failures + 1;
    if (isFinal || failures > retries) {
      return finish("RetriesExhausted");
    }
    const delay = isThrottled ? THROTTLED_DELAY_MS : (RETRY_DELAYS_MS[failures - 1] ?? 0);
    if (Date.now() + delay - invocation.begun > invocation.maximumAge) {
      return finish("EventAgeExceeded");
    }
    const again = () => void this.attempt(invocation, { ...now, failures }, end);
    this.later(delay, { functionName, end }, again);
  }

  private later(delay: number, waiting: Waiting, run: () => void): void {
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      run();
    }, delay).unref();
    this.timers.set(timer, waiting);
  }
}

interface Attempt {
  readonly result: InvocationResult | undefined;
  /** Empty if the function succeeded. */
  readonly failure: string;
  readonly isThrottled: boolean;
  /** No retry can succeed. */
  readonly isFinal: boolean;
}

async function attempted({ run }: AsyncInvocation): Promise<Attempt> {
  try {
    const result = await run();
    const failure = result.functionError ? result.payload.toString("utf8") : "";
    return { result, failure, isThrottled: false, isFinal: false };
  } catch (error) {
    const isThrottled = error instanceof LambdaServiceError && error.status === 429;
    const isFinal = error instanceof RecursiveInvocationError;
    return { result: undefined, failure: String(error), isThrottled, isFinal };
  }
}
