import { once } from "node:events";
import type { IncomingMessage, Server, ServerOptions, ServerResponse } from "node:http";
import { createServer, STATUS_CODES } from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";

const HOST = "127.0.0.1";
const LAST_PORT = 65_535;
const DRAIN_MILLISECONDS = 5_000;
/** The statuses of malformed requests by the parser's errors; of all others 400. */
const MALFORMED: Readonly<Record<string, number>> = {
  HPE_HEADER_OVERFLOW: 431,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};

/** What a request waits for before it is answered; undefined when there is nothing to wait for. */
export type Readiness = () => Promise<void> | undefined;

/** Resolves, and never rejects, when the answer is written. */
type Answer = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

interface Exchange {
  readonly response: ServerResponse;
  readonly answered: Promise<void>;
}

/** A server on loopback that knows which requests are under way, and loses none when it closes. */
export class LoopbackServer {
  /** Empty until it listens. */
  url = "";
  /** No Set: it is copied with every few requests, and V8 then keeps what it held for long. */
  private readonly underWay: Exchange[] = [];
  private readonly server: Server;
  private closing = false;

  constructor(
    private readonly answer: Answer,
    private readonly readiness: Readiness,
    options: ServerOptions = {},
    /** Told of each request that is malformed, with the status that it gets. */
    private readonly onMalformed: (status: number, reason: string) => void = () => undefined,
  ) {
    this.server = createServer(options, (request, response) => this.receive(request, response));
    // A client keeps its connection for as long as it likes: API Gateway names no time either.
    this.server.keepAliveTimeout = 0;
    this.server.on("clientError", (error, socket) => this.refuse(error, socket));
  }

  /**
   * @param port 0 takes any that is free
   * @param what what needs the port, for the error: an address or a name
   * @returns its URL
   * @throws Error that says what needs the port, when it is in use or there is none of that number
   */
  async listen(port: number, what: string): Promise<string> {
    if (port > LAST_PORT) {
      const message = `port ${port} is over ${LAST_PORT}. Give a lower first port: --port N.`;
      throw new Error(`${what}: ${message}`);
    }
    try {
      this.server.listen(port, HOST);
      await once(this.server, "listening");
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EADDRINUSE") {
        throw error;
      }
      const message = `port ${port} is in use. Give another first port: --port N.`;
      throw new Error(`${what}: ${message}`, { cause: error });
    }
    this.url = `http://${HOST}:${(this.server.address() as AddressInfo).port}`;
    return this.url;
  }

  /** Resolves when the requests that are under way now are answered. */
  async answered(): Promise<void> {
    await Promise.all(this.underWay.map(({ answered }) => answered));
  }

  /** Takes no more requests and lets those under way end, for five seconds at most. */
  async close(): Promise<void> {
    if (!this.server.listening) {
      return;
    }
    this.closing = true;
    for (const { response } of this.underWay) {
      endsConnection(response);
    }
    const closed = once(this.server, "close");
    this.server.close();
    const cut = setTimeout(() => this.server.closeAllConnections(), DRAIN_MILLISECONDS);
    await closed;
    clearTimeout(cut);
  }

  /** As Node.js does where nobody listens to this. */
  private refuse(error: NodeJS.ErrnoException, socket: Duplex): void {
    const isAnswered = this.underWay.some(
      ({ response }) => response.socket === socket && response.headersSent,
    );
    if (error.code === "ECONNRESET" || !socket.writable || isAnswered) {
      socket.destroy(error);
      return;
    }
    const status = MALFORMED[error.code ?? ""] ?? 400;
    this.onMalformed(status, error.message);
    const line = `HTTP/1.1 ${status} ${STATUS_CODES[status]}`;
    socket.end(`${line}\r\nConnection: close\r\n\r\n`, () => socket.destroy());
  }

  private receive(request: IncomingMessage, response: ServerResponse): void {
    const waiting = this.readiness();
    if (waiting) {
      void waiting.then(() => this.begin(request, response));
    } else {
      this.begin(request, response);
    }
  }

  private begin(request: IncomingMessage, response: ServerResponse): void {
    if (response.destroyed) {
      return;
    }
    if (this.closing) {
      endsConnection(response);
    }
    const exchange = { response, answered: this.answer(request, response) };
    this.underWay.push(exchange);
    void exchange.answered.then(() => this.forget(exchange));
  }

  private forget(exchange: Exchange): void {
    const last = this.underWay.pop();
    if (last && last !== exchange) {
      this.underWay[this.underWay.indexOf(exchange)] = last;
    }
  }
}

/** A client that keeps its connection would send requests as long as it is answered. */
function endsConnection(response: ServerResponse): void {
  if (!response.headersSent) {
    response.setHeader("Connection", "close");
  }
}
