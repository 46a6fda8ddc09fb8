import { once } from "node:events";
import type { IncomingMessage, Server, ServerOptions, ServerResponse } from "node:http";
import { createServer, STATUS_CODES } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import { takeTlsToo } from "./either-protocol";
import { headWithoutUpgrade } from "./ignored-upgrade";
import { stopping, type Late } from "./stopping";
import type { PortTls } from "./tls";

const HOST = "127.0.0.1";
const LAST_PORT = 65_535;
/**
 * Connections that wait to be accepted. With the 511 of Node.js, the system resets some when thousands
 * of clients connect at once; most systems limit it further, to what they allow.
 */
const BACKLOG = 8_192;
/** Status of a malformed request by the parser's error code. @default 400 */
const MALFORMED: Readonly<Record<string, number>> = {
  HPE_HEADER_OVERFLOW: 431,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};

/** What a request waits for before it is handled; undefined if there is nothing to wait for. */
export type Readiness = () => Promise<void> | undefined;

/** Resolves, and never rejects, when the response is written. */
type Respond = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

export interface Upgrades {
  /** Whether to take the connection of a request with the header `Upgrade` over from HTTP. */
  readonly wants: (request: IncomingMessage) => boolean;
  /** Takes a connection over. Resolves, and never rejects, when the client has its response. */
  readonly take: (request: IncomingMessage, socket: Duplex, head: Buffer) => Promise<void>;
}

interface Exchange {
  /** Undefined where a connection leaves HTTP. */
  readonly response?: ServerResponse;
  readonly responded: Promise<void>;
}

/** A server on loopback that finishes the requests under way before it closes. */
export class LoopbackServer {
  /** Empty until it listens. */
  url = "";
  /** No Set: it is copied with every few requests, and V8 then keeps what it held for long. */
  private readonly underWay: Exchange[] = [];
  private readonly server: Server;
  /** Begins HTTP on a connection. */
  private readonly accept: (this: Server, socket: Duplex) => void;
  /** Connections that have left HTTP. */
  private readonly upgraded = new Set<Duplex>();
  private readonly scheme: "http" | "https";
  private closing = false;
  /** Ends the connections that the HTTP server doesn't know of yet. */
  private readonly endPending: () => void = () => undefined;

  constructor(
    private readonly respond: Respond,
    private readonly readiness: Readiness,
    { tls, ...options }: ServerOptions & { readonly tls?: PortTls } = {},
    /** Called for each malformed request, with the status of its response. */
    private readonly onMalformed: (status: number, reason: string) => void = () => undefined,
  ) {
    const receive = (request: IncomingMessage, response: ServerResponse) =>
      this.receive(request, response);
    this.scheme = tls?.isRequired ? "https" : "http";
    this.server = tls?.isRequired
      ? createTlsServer({ ...options, ...tls.options }, receive)
      : createServer(options, receive);
    const connection = tls?.isRequired ? "secureConnection" : "connection";
    [this.accept] = this.server.listeners(connection) as [LoopbackServer["accept"]];
    if (tls && !tls.isRequired) {
      this.endPending = takeTlsToo(this.server, tls.options);
    }
    // Clients may keep their connections open: API Gateway documents no limit either.
    this.server.keepAliveTimeout = 0;
    this.server.on("clientError", (error, socket) => this.refuse(error, socket));
  }

  /**
   * @param port 0 for any free port
   * @param what the address or name of what needs the port, for the error
   * @returns its URL
   * @throws Error that names what needs the port, if the port is in use or over 65535
   */
  async listen(port: number, what: string): Promise<string> {
    if (port > LAST_PORT) {
      const message = `port ${port} is over ${LAST_PORT}. Give a lower first port: --port N.`;
      throw new Error(`${what}: ${message}`);
    }
    try {
      this.server.listen({ port, host: HOST, backlog: BACKLOG });
      await once(this.server, "listening");
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EADDRINUSE") {
        throw error;
      }
      const message = `port ${port} is in use. Give another first port with --port N, or take free ones with --port 0.`;
      throw new Error(`${what}: ${message}`, { cause: error });
    }
    this.url = `${this.scheme}://${HOST}:${(this.server.address() as AddressInfo).port}`;
    return this.url;
  }

  /**
   * Passes requests with the header `Upgrade` on, if they are wanted. All others are handled as if they
   * didn't have it: servers ignore protocols that they don't offer.
   * @see https://www.rfc-editor.org/rfc/rfc9110#section-7.8
   */
  useUpgrade(upgrades: Upgrades | undefined): void {
    this.server.removeAllListeners("upgrade");
    // Node.js 24.9 asks, and earlier versions pass all of them on.
    Object.assign(this.server, { shouldUpgradeCallback: upgrades?.wants ?? (() => false) });
    if (upgrades) {
      this.server.on("upgrade", (request: IncomingMessage, socket: Duplex, head: Buffer) => {
        if (upgrades.wants(request)) {
          // A client that goes away while its handshake is under way.
          socket.on("error", () => undefined);
          this.upgraded.add(socket);
          socket.once("close", () => this.upgraded.delete(socket));
          this.whenReady(() => this.track({ responded: upgrades.take(request, socket, head) }));
        } else {
          socket.unshift(Buffer.concat([headWithoutUpgrade(request), head]));
          this.accept.call(this.server, socket);
        }
      });
    }
  }

  /** Resolves when the requests that are under way now have their responses. */
  async responded(): Promise<void> {
    await Promise.all(this.underWay.map(({ responded }) => responded));
  }

  /** Takes no more requests and lets those under way end, for five seconds at most. */
  close(late?: Late): Promise<void> {
    return stopping((limit) => this.end(limit), late);
  }

  private async end(late: Late): Promise<void> {
    if (!this.server.listening) {
      return;
    }
    this.closing = true;
    for (const { response } of this.underWay) {
      if (response) {
        endsConnection(response);
      }
    }
    const closed = once(this.server, "close");
    this.server.close();
    this.endPending();
    await Promise.race([closed, late]);
    this.cutConnections();
    await closed;
  }

  private cutConnections(): void {
    this.server.closeAllConnections();
    for (const socket of this.upgraded) {
      socket.destroy();
    }
  }

  /** What Node.js does itself when no listener is set. */
  private refuse(error: NodeJS.ErrnoException, socket: Duplex): void {
    const hasResponse = this.underWay.some(
      ({ response }) => response?.socket === socket && response.headersSent,
    );
    if (error.code === "ECONNRESET" || !socket.writable || hasResponse) {
      socket.destroy(error);
      return;
    }
    const status = MALFORMED[error.code ?? ""] ?? 400;
    this.onMalformed(status, error.message);
    const line = `HTTP/1.1 ${status} ${STATUS_CODES[status]}`;
    socket.end(`${line}\r\nConnection: close\r\n\r\n`, () => socket.destroy());
  }

  private receive(request: IncomingMessage, response: ServerResponse): void {
    this.whenReady(() => this.begin(request, response));
  }

  private whenReady(begin: () => void): void {
    const waiting = this.readiness();
    if (waiting) {
      void waiting.then(begin);
    } else {
      begin();
    }
  }

  private begin(request: IncomingMessage, response: ServerResponse): void {
    if (response.destroyed) {
      return;
    }
    if (this.closing) {
      endsConnection(response);
    }
    this.track({ response, responded: this.respond(request, response) });
  }

  private track(exchange: Exchange): void {
    this.underWay.push(exchange);
    void exchange.responded.then(() => this.forget(exchange));
  }

  private forget(exchange: Exchange): void {
    const last = this.underWay.pop();
    if (last && last !== exchange) {
      this.underWay[this.underWay.indexOf(exchange)] = last;
    }
  }
}

/** Otherwise a client that keeps its connection could go on sending requests. */
function endsConnection(response: ServerResponse): void {
  if (!response.headersSent) {
    response.setHeader("Connection", "close");
  }
}
