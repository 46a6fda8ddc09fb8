import type { BatchHandler, Envelope } from "./batch-handler";
import type { StreamRecord } from "./stream-api";

const MAX_STATE_BYTES = 1024 * 1024;

/** A window that is open. */
export interface WindowState {
  /** Milliseconds since 1970. */
  readonly start: number;
  /** What the function has returned last. */
  readonly state: object;
}

export interface TumblingWindowsOptions {
  readonly seconds: number;
  readonly shard: string;
  readonly sourceArn: string;
  readonly handler: Pick<BatchHandler, "handle">;
  /** The window that was open when reading stopped. @default none */
  readonly open?: WindowState | undefined;
}

/**
 * Passes a state from one invocation to the next while records arrived in the same window, and ends
 * each window with an invocation of its own.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-windows.html
 */
export class TumblingWindows {
  private current: WindowState | undefined;

  constructor(private readonly options: TumblingWindowsOptions) {
    this.current = options.open;
  }

  get open(): WindowState | undefined {
    return this.current;
  }

  /** @returns as `BatchHandler.handle` */
  async handle(batch: readonly StreamRecord[], stopping: AbortSignal): Promise<boolean> {
    for (const [start, records] of this.byWindow(batch)) {
      if (this.current && this.current.start !== start && !(await this.end(stopping))) {
        return false;
      }
      this.current ??= { start, state: {} };
      if (!(await this.options.handler.handle(records, stopping, this.envelope()))) {
        return false;
      }
      const isTooLarge = JSON.stringify(this.current.state).length > MAX_STATE_BYTES;
      if (isTooLarge && !(await this.end(stopping, { isEarly: true }))) {
        return false;
      }
    }
    return true;
  }

  /** Ends the window if its time is over and all of its records were read. @returns whether it did */
  async endIfOver(stopping: AbortSignal): Promise<boolean> {
    const { current } = this;
    const isOver = current && Date.now() >= current.start + this.options.seconds * 1_000;
    return isOver ? this.end(stopping) : false;
  }

  /** Ends the window that is open. */
  async end(stopping: AbortSignal, { isEarly = false } = {}): Promise<boolean> {
    const isEnded =
      !this.current ||
      (await this.options.handler.handle([], stopping, this.lastEnvelope(isEarly)));
    if (isEnded) {
      this.current = undefined;
    }
    return isEnded;
  }

  private byWindow(batch: readonly StreamRecord[]): Map<number, StreamRecord[]> {
    const length = this.options.seconds * 1_000;
    const windows = new Map<number, StreamRecord[]>();
    for (const record of batch) {
      const start = Math.floor(record.arrival / length) * length;
      windows.set(start, [...(windows.get(start) ?? []), record]);
    }
    return windows;
  }

  private envelope(): Envelope {
    return {
      fields: () => this.fields(false, false),
      accept: (response) => {
        const state = stateOf(response);
        if (state === undefined) {
          return "the response has no state, which tumbling windows need";
        }
        this.current = this.current && { ...this.current, state };
        return undefined;
      },
    };
  }

  private lastEnvelope(isEarly: boolean): Envelope {
    return { fields: () => this.fields(true, isEarly), accept: () => undefined };
  }

  private fields(isLast: boolean, isEarly: boolean): object {
    const { shard, sourceArn, seconds } = this.options;
    const { start = 0, state = {} } = this.current ?? {};
    const time = (milliseconds: number) =>
      new Date(milliseconds).toISOString().replace(".000Z", "Z");
    return {
      window: { start: time(start), end: time(start + seconds * 1_000) },
      state,
      shardId: shard,
      eventSourceARN: sourceArn,
      isFinalInvokeForWindow: isLast,
      isWindowTerminatedEarly: isEarly,
    };
  }
}

function stateOf(response: string): object | undefined {
  try {
    const { state } = (JSON.parse(response) ?? {}) as { readonly state?: unknown };
    return typeof state === "object" && state !== null ? state : undefined;
  } catch {
    return undefined;
  }
}
