import { once } from "node:events";
import type { IncomingMessage, OutgoingHttpHeaders } from "node:http";
import { WebSocket, type ClientOptions } from "ws";

/** What a handshake sends. */
export interface Handshake {
  readonly query?: string;
  readonly headers?: OutgoingHttpHeaders;
  readonly protocols?: readonly string[];
}

type Trust = Pick<ClientOptions, "rejectUnauthorized">;

/** The response to a handshake that was refused. */
export interface Refusal {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** An open connection, and what the client received on it. */
export class Client {
  readonly received: string[] = [];
  private readonly waiting: ((text: string) => void)[] = [];
  /** How the server closed the connection, or confirmed that the client did. */
  readonly closed: Promise<{ readonly code: number; readonly reason: string }>;

  constructor(
    readonly socket: WebSocket,
    readonly handshake: IncomingMessage,
  ) {
    socket.on("message", (data: Buffer) => this.receive(data.toString()));
    socket.on("error", () => undefined);
    this.closed = new Promise((resolve) =>
      socket.once("close", (code, reason) => resolve({ code, reason: reason.toString() })),
    );
  }

  send(text: string): void {
    this.socket.send(text);
  }

  /** The next message that hasn't been taken yet. */
  next(): Promise<string> {
    const first = this.received.shift();
    return first === undefined
      ? new Promise((resolve) => this.waiting.push(resolve))
      : Promise.resolve(first);
  }

  /** Sends a message and waits for the next one. */
  exchange(text: string): Promise<string> {
    this.send(text);
    return this.next();
  }

  close(code?: number, reason?: string): Promise<{ code: number; reason: string }> {
    this.socket.close(code, reason);
    return this.closed;
  }

  private receive(text: string): void {
    const resolve = this.waiting.shift();
    if (resolve) {
      resolve(text);
    } else {
      this.received.push(text);
    }
  }
}

/** @throws Error if the handshake is refused */
export function connectTo(
  url: string,
  handshake: Handshake = {},
  options: Trust = {},
): Promise<Client> {
  const socket = open(url, handshake, options);
  return new Promise((resolve, reject) => {
    socket.once("error", reject);
    // At once: a message may come with the response to the handshake.
    socket.once("upgrade", (response) => {
      const client = new Client(socket, response);
      socket.once("open", () => resolve(client));
    });
  });
}

/** @throws Error if the handshake is accepted */
export async function refusalOf(url: string, handshake: Handshake = {}): Promise<Refusal> {
  const socket = open(url, handshake);
  const [, response] = (await Promise.race([
    once(socket, "unexpected-response"),
    once(socket, "open").then(() => Promise.reject(new Error("The handshake was accepted."))),
  ])) as [unknown, IncomingMessage];
  let body = "";
  for await (const chunk of response) {
    body += String(chunk);
  }
  return { status: response.statusCode ?? 0, headers: response.headers, body };
}

function open(
  url: string,
  { query, headers, protocols = [] }: Handshake,
  options: Trust = {},
): WebSocket {
  const target = query === undefined ? url : `${url}?${query}`;
  return new WebSocket(target, [...protocols], { headers, perMessageDeflate: false, ...options });
}
