import { IncomingMessage, ServerResponse } from "node:http";
import { ApiGateway } from "./gateway/gateway";
import { LoopbackServer, Readiness } from "./loopback";

/** Above what API Gateway takes, so that a request over its limit is answered as on AWS. */
const MAX_HEADER_BYTES = 64 * 1024;

/** One API's port, which the API keeps when the stack is read anew. */
export class ApiPort {
  private gateway: ApiGateway | undefined;
  private readonly server: LoopbackServer;

  private constructor(readiness: Readiness) {
    const options = { maxHeaderSize: MAX_HEADER_BYTES };
    this.server = new LoopbackServer(
      (request, response) => this.handle(request, response),
      readiness,
      options,
    );
  }

  /** @throws Error that names the API's address when the port is in use */
  static async open(address: string, port: number, readiness: Readiness): Promise<ApiPort> {
    const opened = new ApiPort(readiness);
    await opened.server.listen(port, address);
    return opened;
  }

  get url(): string {
    return this.server.url;
  }

  /** What answers the requests to come. */
  get served(): ApiGateway | undefined {
    return this.gateway;
  }

  /**
   * Has another gateway answer the requests to come.
   * @returns when the requests under way are answered
   */
  swap(gateway: ApiGateway | undefined): Promise<void> {
    this.gateway = gateway;
    return this.server.answered();
  }

  /** Takes no more requests and lets those under way end. */
  close(): Promise<void> {
    return this.server.close();
  }

  private handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (this.gateway) return this.gateway.handle(request, response);
    response.writeHead(503).end();
    return Promise.resolve();
  }
}
