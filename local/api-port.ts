import { once } from "node:events";
import { createServer, IncomingMessage, Server, ServerResponse } from "node:http";
import { ApiGateway } from "./gateway/gateway";
import { listen, Readiness } from "./loopback";

const DRAIN_MILLISECONDS = 5_000;
/** Above what API Gateway takes, so that a request over its limit is answered as on AWS. */
const MAX_HEADER_BYTES = 64 * 1024;

/** One API's port, which the API keeps when the stack is read anew. */
export class ApiPort {
  private gateway: ApiGateway | undefined;
  /** No Set: it is copied with every few requests, and V8 then keeps what it held for long. */
  private readonly underWay: ServerResponse[] = [];
  private readonly server: Server;
  private closing = false;

  /** Where it is served. */
  url = "";

  private constructor(private readonly readiness: Readiness) {
    this.server = createServer({ maxHeaderSize: MAX_HEADER_BYTES }, (request, response) =>
      this.receive(request, response),
    );
  }

  /** @throws Error that names the API's address when the port is in use */
  static async open(address: string, port: number, readiness: Readiness): Promise<ApiPort> {
    const opened = new ApiPort(readiness);
    opened.url = await listen(opened.server, port, address);
    return opened;
  }

  /** What answers the requests to come. */
  get served(): ApiGateway | undefined {
    return this.gateway;
  }

  /**
   * Has another gateway answer the requests to come.
   * @returns when the requests under way are answered
   */
  async swap(gateway: ApiGateway | undefined): Promise<void> {
    this.gateway = gateway;
    await this.answered();
  }

  /** Takes no more requests and lets those under way end, for five seconds at most. */
  async close(): Promise<void> {
    if (!this.server.listening) return;
    this.closing = true;
    for (const response of this.underWay) endsConnection(response);
    const closed = once(this.server, "close");
    this.server.close();
    const cut = setTimeout(() => this.server.closeAllConnections(), DRAIN_MILLISECONDS);
    await closed;
    clearTimeout(cut);
  }

  private receive(request: IncomingMessage, response: ServerResponse): void {
    const waiting = this.readiness();
    if (waiting) void waiting.then(() => this.answer(request, response));
    else this.answer(request, response);
  }

  private answer(request: IncomingMessage, response: ServerResponse): void {
    if (response.destroyed) return;
    this.underWay.push(response);
    response.once("close", () => this.forget(response));
    if (this.closing) endsConnection(response);
    if (this.gateway) this.gateway.handle(request, response);
    else response.writeHead(503).end();
  }

  private forget(response: ServerResponse): void {
    const last = this.underWay.pop();
    if (last && last !== response) this.underWay[this.underWay.indexOf(response)] = last;
  }

  private async answered(): Promise<void> {
    await Promise.all(this.underWay.map((response) => once(response, "close")));
  }
}

/** A client that keeps its connection would send requests as long as it is answered. */
function endsConnection(response: ServerResponse): void {
  if (!response.headersSent) response.setHeader("Connection", "close");
}
