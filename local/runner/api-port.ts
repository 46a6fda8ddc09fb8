import type { IncomingMessage, ServerResponse } from "node:http";
import type { ApiGateway } from "../gateway/gateway";
import type { GatewayLog } from "../gateway/gateway-log";
import type { KnownHosts } from "../server/known-hosts";
import type { Readiness } from "../server/loopback";
import { LoopbackServer } from "../server/loopback";

/** More than API Gateway takes: a request over its limit gets the response that AWS sends. */
const MAX_HEADER_BYTES = 64 * 1024;

export interface ApiPortOptions {
  readonly readiness: Readiness;
  readonly hosts: KnownHosts;
  readonly log: GatewayLog;
}

/** The port of one API. It stays the same when the stack is reloaded. */
export class ApiPort {
  private gateway: ApiGateway | undefined;
  private readonly server: LoopbackServer;

  private constructor(
    private readonly address: string,
    private readonly options: ApiPortOptions,
  ) {
    this.server = new LoopbackServer(
      (request, response) => this.handle(request, response),
      options.readiness,
      { maxHeaderSize: MAX_HEADER_BYTES },
      (status, reason) =>
        options.log.report({ api: address, method: "-", path: "-", status, reason, steps: [] }),
    );
  }

  /** @throws Error that names the API's address when the port is in use */
  static async open(address: string, port: number, options: ApiPortOptions): Promise<ApiPort> {
    const opened = new ApiPort(address, options);
    await opened.server.listen(port, address);
    return opened;
  }

  get url(): string {
    return this.server.url;
  }

  /** The gateway that handles later requests. */
  get served(): ApiGateway | undefined {
    return this.gateway;
  }

  /**
   * Replaces the gateway for later requests.
   * @returns a promise that resolves when the running requests have their responses
   */
  swap(gateway: ApiGateway | undefined): Promise<void> {
    this.gateway = gateway;
    return this.server.answered();
  }

  /** Takes no more requests and lets the running ones finish. */
  close(): Promise<void> {
    return this.server.close();
  }

  private handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const refusal = this.options.hosts.refusal(request);
    if (refusal !== undefined) {
      this.refuse(request, response, 403, refusal);
    } else if (this.gateway) {
      return this.gateway.handle(request, response);
    } else {
      this.refuse(request, response, 503, "the API is not served");
    }
    return Promise.resolve();
  }

  /** AWS has no such response. */
  private refuse(
    { method = "", url = "" }: IncomingMessage,
    response: ServerResponse,
    status: number,
    reason: string,
  ): void {
    const [path = ""] = url.split("?", 1);
    this.options.log.report({ api: this.address, method, path, status, reason, steps: [] });
    const message = `The local runner refuses the request: ${reason}.`;
    response.writeHead(status, { "Content-Type": "application/json" });
    response.end(JSON.stringify({ message }));
  }
}
