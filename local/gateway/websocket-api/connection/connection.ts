import type { WebSocket } from "ws";
import type { Closure, ConnectionFacts } from "./connection-facts";

/** Receives what happens on a connection. */
export interface ConnectionListener {
  message(connection: Connection, text: string): void;
  /** Called once. */
  ended(connection: Connection, closure: Closure): void;
}

/** AWS's reasons for codes that a close frame can't have. */
const REASONS: Readonly<Record<number, string>> = {
  1005: "Client-side close frame status not set",
  1006: "Connection Closed Abnormally",
};

/** An open connection of a client. */
export class Connection {
  /** Of the last message, in either direction. */
  lastActiveAt: Date;
  private isOpen = true;

  constructor(
    readonly facts: ConnectionFacts,
    private readonly socket: WebSocket,
    private readonly listener: ConnectionListener,
  ) {
    this.lastActiveAt = facts.connectedAt;
    socket.on("message", (data: Buffer, isBinary) => this.receive(data, isBinary));
    socket.on("close", (code, reason) => this.end({ code, reason: reason.toString() }));
    // The end of the connection follows.
    socket.on("error", () => undefined);
  }

  /** Sends a text frame; has no effect on a connection that has ended. */
  send(text: string): void {
    if (this.isOpen) {
      this.lastActiveAt = new Date();
      this.socket.send(text);
    }
  }

  /** Sends a close frame. The connection counts as ended at once. */
  close(code: number, reason: string): void {
    this.socket.close(code, reason);
    this.end({ code, reason });
  }

  private receive(data: Buffer, isBinary: boolean): void {
    if (!this.isOpen) {
      return;
    }
    if (isBinary) {
      this.close(1003, "Binary is not supported");
      return;
    }
    this.lastActiveAt = new Date();
    this.listener.message(this, data.toString());
  }

  private end({ code, reason }: Closure): void {
    if (this.isOpen) {
      this.isOpen = false;
      this.listener.ended(this, { code, reason: REASONS[code] ?? reason });
    }
  }
}
