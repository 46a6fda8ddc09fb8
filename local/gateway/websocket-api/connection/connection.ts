import type { WebSocket } from "ws";
import { ABNORMAL, GOING_AWAY, type Closure, type ConnectionFacts } from "./connection-facts";
import {
  type ConnectionLimits,
  MAX_HANDLED_MESSAGES,
  MAX_WAITING_BYTES,
} from "./connection-limits";

/** Receives what happens on a connection. */
export interface ConnectionListener {
  /** @returns a promise that resolves, and never rejects, when the message is handled */
  message(connection: Connection, text: string): Promise<void>;
  /** Called once. */
  ended(connection: Connection, closure: Closure): void;
}

/** AWS's reasons for codes that a close frame can't have. */
const REASONS: Readonly<Record<number, string>> = {
  1005: "Client-side close frame status not set",
  [ABNORMAL.code]: ABNORMAL.reason,
};

/** An open connection of a client. */
export class Connection {
  /** Of the last message, in either direction. */
  lastActiveAt: Date;
  private isOpen = true;
  private handled = 0;
  private readonly waiting: string[] = [];
  private readonly idle: NodeJS.Timeout;
  private readonly lifetime: NodeJS.Timeout;

  constructor(
    readonly facts: ConnectionFacts,
    private readonly socket: WebSocket,
    private readonly listener: ConnectionListener,
    { idleMilliseconds, lifetimeMilliseconds }: ConnectionLimits,
  ) {
    this.lastActiveAt = facts.connectedAt;
    this.idle = setTimeout(() => this.close(GOING_AWAY), idleMilliseconds).unref();
    this.lifetime = setTimeout(() => this.close(GOING_AWAY), lifetimeMilliseconds).unref();
    socket.on("message", (data: Buffer, isBinary) => this.receive(data, isBinary));
    socket.on("ping", () => this.idle.refresh());
    socket.on("close", (code, reason) => this.end({ code, reason: reason.toString() }));
    socket.on("error", (error: NodeJS.ErrnoException) => this.fail(error.code ?? ""));
  }

  /**
   * Sends a text frame; has no effect on a connection that has ended.
   * @returns false if too much waits for the client already: the connection is then cut
   */
  send(text: string): boolean {
    if (!this.isOpen) {
      return true;
    }
    this.touch();
    this.socket.send(text);
    if (this.socket.bufferedAmount <= MAX_WAITING_BYTES) {
      return true;
    }
    const why = `the client reads too slowly: more than ${MAX_WAITING_BYTES} bytes wait for it`;
    this.end({ ...ABNORMAL, why });
    this.socket.terminate();
    return false;
  }

  /** Sends a close frame. The connection counts as ended at once. */
  close(closure: Closure): void {
    this.end(closure);
    this.socket.close(closure.code, closure.reason);
  }

  private receive(data: Buffer, isBinary: boolean): void {
    if (!this.isOpen) {
      return;
    }
    if (isBinary) {
      this.close({ code: 1003, reason: "Binary is not supported" });
      return;
    }
    this.touch();
    if (this.handled < MAX_HANDLED_MESSAGES) {
      this.handle(data.toString());
    } else {
      // What has been read already still comes.
      this.waiting.push(data.toString());
      this.socket.pause();
    }
  }

  private handle(text: string): void {
    this.handled++;
    void this.listener.message(this, text).then(() => {
      this.handled--;
      const next = this.waiting.shift();
      if (next === undefined) {
        this.socket.resume();
      } else {
        this.handle(next);
      }
    });
  }

  private touch(): void {
    this.lastActiveAt = new Date();
    this.idle.refresh();
  }

  /** The library closes a connection whose client breaks the protocol. */
  private fail(code: string): void {
    if (code.startsWith("WS_ERR_")) {
      this.end({ code: PROTOCOL_ERRORS[code] ?? 1002, reason: "" });
    }
  }

  private end({ code, reason, why }: Closure): void {
    if (this.isOpen) {
      this.isOpen = false;
      clearTimeout(this.idle);
      clearTimeout(this.lifetime);
      this.listener.ended(this, { code, reason: REASONS[code] ?? reason, why });
    }
  }
}

/** The codes of ws's close frames by the code of its error. @default 1002, a protocol error */
const PROTOCOL_ERRORS: Readonly<Record<string, number>> = {
  WS_ERR_INVALID_UTF8: 1007,
  WS_ERR_TOO_MANY_BUFFERED_PARTS: 1008,
  WS_ERR_UNSUPPORTED_MESSAGE_LENGTH: 1009,
};
