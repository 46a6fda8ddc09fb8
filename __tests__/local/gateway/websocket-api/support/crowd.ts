import { once } from "node:events";
import { setTimeout as pause } from "node:timers/promises";
import { WebSocket } from "ws";

/** What became of the messages of a crowd whose API sends each message back. */
export interface Exchanged {
  readonly sent: number;
  /** Messages that never came back. */
  readonly lost: number;
  readonly doubled: number;
  /** Messages that came back to another client, or as something else. */
  readonly strange: number;
  /** Milliseconds from sending to receiving, of each message. */
  readonly milliseconds: readonly number[];
}

interface Sent {
  readonly client: number;
  readonly at: number;
  count: number;
}

const LAST_MESSAGES_MS = 20_000;
const POLL_MS = 20;

/** Many clients of a WebSocket API whose two-way routes send back what they get. */
export class Crowd {
  private readonly sockets: WebSocket[] = [];
  private readonly sent = new Map<string, Sent>();
  private milliseconds: number[] = [];
  private strange = 0;
  private next = 0;
  /** Connections that the server has closed. */
  closed = 0;

  constructor(private readonly url: string) {}

  get size(): number {
    return this.sockets.length;
  }

  /**
   * Opens connections, so many at the same time.
   * @returns milliseconds until all are open
   * @throws Error if a handshake is refused
   */
  async open(count: number, concurrency: number): Promise<number> {
    const start = performance.now();
    let left = count;
    const openSome = async (): Promise<void> => {
      while (left > 0) {
        left -= 1;
        this.add(await opened(this.url));
      }
    };
    await Promise.all(Array.from({ length: concurrency }, openSome));
    return performance.now() - start;
  }

  /** Sends messages at a steady rate, by one client after the other, and waits for the last ones. */
  async exchange(perSecond: number, seconds: number): Promise<Exchanged> {
    this.reset();
    const count = Math.round(perSecond * seconds);
    const start = performance.now();
    for (let index = 0; index < count;) {
      const due = Math.min(count, ((performance.now() - start) / 1_000) * perSecond);
      for (; index < due; index++) {
        this.send(index % this.size);
      }
      await pause(2);
    }
    return this.ended();
  }

  /** Has each client send its next message when the last one came back. */
  async converse(seconds: number): Promise<Exchanged> {
    this.reset();
    const end = performance.now() + seconds * 1_000;
    this.onReceived = (client) => performance.now() < end && this.send(client);
    this.sockets.forEach((_, client) => this.send(client));
    await pause(seconds * 1_000);
    return this.ended();
  }

  /** Ends the connections without a close frame, as clients do that vanish. */
  vanish(): void {
    this.sockets.splice(0).forEach((socket) => socket.terminate());
  }

  private onReceived: (client: number) => unknown = () => undefined;

  private reset(): void {
    this.sent.clear();
    this.milliseconds = [];
    this.strange = 0;
    this.onReceived = () => undefined;
  }

  private add(socket: WebSocket): void {
    const client = this.sockets.push(socket) - 1;
    socket.on("message", (data: Buffer) => this.receive(client, data.toString()));
    socket.on("error", () => undefined);
    socket.once("close", () => (this.closed += 1));
  }

  private send(client: number): void {
    const text = JSON.stringify({ action: "echo", client, message: this.next++ });
    this.sent.set(text, { client, at: performance.now(), count: 0 });
    this.sockets[client]?.send(text);
  }

  private receive(client: number, text: string): void {
    const sent = this.sent.get(text);
    if (sent?.client !== client) {
      this.strange += 1;
      return;
    }
    sent.count += 1;
    this.milliseconds.push(performance.now() - sent.at);
    this.onReceived(client);
  }

  private async ended(): Promise<Exchanged> {
    const deadline = performance.now() + LAST_MESSAGES_MS;
    const all = [...this.sent.values()];
    while (all.some(({ count }) => count === 0) && performance.now() < deadline) {
      await pause(POLL_MS);
    }
    return {
      sent: all.length,
      lost: all.filter(({ count }) => count === 0).length,
      doubled: all.filter(({ count }) => count > 1).length,
      strange: this.strange,
      milliseconds: this.milliseconds,
    };
  }
}

/** @throws Error if the handshake is refused */
async function opened(url: string): Promise<WebSocket> {
  const socket = new WebSocket(url, { perMessageDeflate: false });
  try {
    await once(socket, "open");
    return socket;
  } catch (error) {
    throw new Error(`${url}: ${(error as Error).message}`, { cause: error });
  }
}

/**
 * Connects and disconnects at a steady rate.
 * @returns how many handshakes failed, and the milliseconds of the others
 */
export async function storm(url: string, perSecond: number, seconds: number) {
  const count = Math.round(perSecond * seconds);
  const milliseconds: number[] = [];
  const failures: string[] = [];
  const ends: Promise<unknown>[] = [];
  const start = performance.now();
  const visit = async (): Promise<void> => {
    const at = performance.now();
    try {
      const socket = await opened(url);
      milliseconds.push(performance.now() - at);
      socket.close();
      await once(socket, "close");
    } catch (error) {
      failures.push((error as Error).message);
    }
  };
  while (ends.length < count) {
    const due = Math.min(count, ((performance.now() - start) / 1_000) * perSecond);
    while (ends.length < due) {
      ends.push(visit());
    }
    await pause(2);
  }
  await Promise.all(ends);
  return { failures, milliseconds, seconds: (performance.now() - start) / 1_000 };
}
