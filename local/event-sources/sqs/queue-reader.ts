import { setTimeout as pause } from "node:timers/promises";
import { Slots } from "../slots";
import type { Message } from "./message";
import { MOST_MESSAGES, type Queue } from "./queue";

/** How batches are gathered. */
export interface Batching {
  /** 1 to 10000 */
  readonly size: number;
  /** How long to wait for a full batch. 0: what one request returns is a batch. */
  readonly windowSeconds: number;
  /** Batches that are handled at the same time. */
  readonly concurrency: number;
}

export interface ReaderOptions extends Batching {
  /** Handles a batch. It deletes the messages that need not come again. */
  readonly handle: (messages: readonly Message[]) => Promise<void>;
  /** Called when the queue can't be read, once until it can. */
  readonly onFailure: (error: Error) => void;
}

/** Short, because the runner waits for the request when it stops. */
const WAIT_SECONDS = 1;
const RETRY_MS = 1_000;

/** Reads a queue and passes its messages on in batches, until it is stopped. */
export class QueueReader {
  private stopped = false;
  private isFailing = false;
  private loop: Promise<void> = Promise.resolve();
  private readonly slots: Slots;
  private readonly stopping = new AbortController();

  constructor(
    private readonly queue: Queue,
    private readonly options: ReaderOptions,
  ) {
    this.slots = new Slots(options.concurrency);
  }

  start(): void {
    this.loop = this.read();
  }

  /** Messages that are received but not handled yet become visible again. */
  async stop(): Promise<void> {
    this.stopped = true;
    this.stopping.abort();
    await this.loop;
    await this.slots.idle();
  }

  private async read(): Promise<void> {
    while (!this.stopped) {
      await this.slots.free();
      const messages = await this.gather();
      if (messages.length === 0) {
        continue;
      }
      if (this.stopped) {
        await this.queue.show(messages, 0).catch(() => undefined);
        return;
      }
      const { handle, onFailure } = this.options;
      void this.slots.run(() => handle(messages).catch(onFailure));
    }
  }

  private async gather(): Promise<readonly Message[]> {
    const { size, windowSeconds } = this.options;
    const messages = await this.receive(size, WAIT_SECONDS);
    const end = Date.now() + windowSeconds * 1_000;
    while (messages.length > 0 && messages.length < size && Date.now() < end && !this.stopped) {
      messages.push(...(await this.receive(size - messages.length, WAIT_SECONDS)));
    }
    return messages;
  }

  private async receive(most: number, waitSeconds: number): Promise<Message[]> {
    try {
      // Copied here, because an endpoint may return something else than a list.
      const messages = [...(await this.queue.receive(Math.min(most, MOST_MESSAGES), waitSeconds))];
      this.isFailing = false;
      return messages;
    } catch (error) {
      // Ctrl-C may end the endpoint as well, before the runner stops reading.
      await pause(RETRY_MS, undefined, { signal: this.stopping.signal }).catch(() => undefined);
      if (!this.isFailing && !this.stopped) {
        this.options.onFailure(error as Error);
      }
      this.isFailing = true;
      return [];
    }
  }
}
