import { setTimeout as pause } from "node:timers/promises";
import type { StreamApi, StreamRecord } from "./stream-api";

export interface ShardReaderOptions {
  readonly shard: string;
  readonly batchSize: number;
  readonly windowSeconds: number;
  /** Handles a batch, which blocks the shard. It resolves early when the signal aborts. */
  readonly handle: (batch: readonly StreamRecord[], stopping: AbortSignal) => Promise<void>;
  /** Called when the shard can't be read, once until it can. */
  readonly onFailure: (error: Error) => void;
}

const POLL_MS = 250;
const RETRY_MS = 1_000;

/** Reads a shard in batches, one after the other, until it is stopped. */
export class ShardReader {
  private readonly stopping = new AbortController();
  private loop: Promise<void> = Promise.resolve();
  private isFailing = false;

  constructor(
    private readonly api: StreamApi,
    /** The next records. */
    private iterator: string | undefined,
    private readonly options: ShardReaderOptions,
  ) {}

  start(): void {
    this.loop = this.run();
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.loop;
  }

  private async run(): Promise<void> {
    const { signal } = this.stopping;
    while (this.iterator !== undefined && !signal.aborted) {
      const batch = await this.gather();
      if (batch.length > 0) {
        await this.options.handle(batch, signal);
      }
    }
  }

  private async gather(): Promise<readonly StreamRecord[]> {
    const { batchSize, windowSeconds } = this.options;
    const batch: StreamRecord[] = [];
    let end = 0;
    do {
      const read = await this.read(batchSize - batch.length);
      if (batch.length === 0 && read.length > 0) {
        end = Date.now() + windowSeconds * 1_000;
      }
      batch.push(...read);
      if (read.length === 0) {
        await this.wait(POLL_MS);
      }
    } while (batch.length < batchSize && Date.now() < end && !this.stopping.signal.aborted);
    return batch;
  }

  private async read(most: number): Promise<readonly StreamRecord[]> {
    if (this.iterator === undefined) {
      return [];
    }
    try {
      const { records, next } = await this.api.read(this.options.shard, this.iterator, most);
      this.iterator = next;
      this.isFailing = false;
      return records;
    } catch (error) {
      if (!this.isFailing && !this.stopping.signal.aborted) {
        this.options.onFailure(error as Error);
      }
      this.isFailing = true;
      await this.wait(RETRY_MS);
      return [];
    }
  }

  private async wait(milliseconds: number): Promise<void> {
    const { signal } = this.stopping;
    await pause(milliseconds, undefined, { signal }).catch(() => undefined);
  }
}
