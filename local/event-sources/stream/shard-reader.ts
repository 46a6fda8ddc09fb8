import { setTimeout as pause } from "node:timers/promises";
import type { StreamApi, StreamRecord } from "./stream-api";

export interface ShardReaderOptions {
  readonly shard: string;
  readonly batchSize: number;
  readonly windowSeconds: number;
  /** Other records of the shard are skipped. */
  readonly isWanted: (record: StreamRecord) => boolean;
  /**
   * Handles a batch, which blocks the reader.
   * @returns false if it isn't handled because the signal aborts
   */
  readonly handle: (batch: readonly StreamRecord[], stopping: AbortSignal) => Promise<boolean>;
  /** Called when all records up to this one are handled or skipped. */
  readonly onHandled: (sequenceNumber: string) => void;
  /** Called when there are no records. */
  readonly onIdle: (stopping: AbortSignal) => Promise<void>;
  /** Called when all records of a closed shard are handled. */
  readonly onEnded: (stopping: AbortSignal) => Promise<void>;
  /** Called when the shard can't be read, once until it can. */
  readonly onFailure: (error: Error) => void;
}

const POLL_MS = 250;
const RETRY_MS = 1_000;

/** Reads a shard, or part of it, in batches, one after the other, until it ends or is stopped. */
export class ShardReader {
  /** Whether the shard gets no more records. */
  isClosed = false;
  private readonly stopping = new AbortController();
  private loop: Promise<void> = Promise.resolve();
  private isFailing = false;
  private lastRead: string | undefined;

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
    const { handle, onHandled, onIdle, onEnded } = this.options;
    const { signal } = this.stopping;
    while (this.iterator !== undefined && !signal.aborted) {
      const batch = await this.gather();
      if (batch.length === 0) {
        await onIdle(signal);
      } else if (!(await handle(batch, signal))) {
        return;
      }
      if (this.lastRead !== undefined) {
        onHandled(this.lastRead);
        this.lastRead = undefined;
      }
    }
    if (!signal.aborted) {
      await onEnded(signal);
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
    } while (
      batch.length < batchSize &&
      Date.now() < end &&
      this.iterator !== undefined &&
      !this.stopping.signal.aborted
    );
    return batch;
  }

  /** @returns the wanted records of a page; waits if there are no records at all */
  private async read(most: number): Promise<readonly StreamRecord[]> {
    if (this.iterator === undefined) {
      return [];
    }
    try {
      const { records, next, isLast } = await this.api.read(
        this.options.shard,
        this.iterator,
        most,
      );
      const isEnd = this.isClosed && isLast === true && records.length === 0;
      this.iterator = isEnd ? undefined : next;
      this.isFailing = false;
      this.lastRead = records.at(-1)?.sequenceNumber ?? this.lastRead;
      if (records.length === 0 && this.iterator !== undefined) {
        await this.wait(POLL_MS);
      }
      return records.filter(this.options.isWanted);
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
