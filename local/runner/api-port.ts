import type { IncomingMessage, ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import type { DomainMapping } from "../gateway/common/http/domain-mapping";
import type { ApiGateway, WebSockets } from "../gateway/gateway";
import type { GatewayLog } from "../gateway/gateway-log";
import { requestedHost, type ServedDomains } from "../domains";
import type { KnownHosts } from "../server/known-hosts";
import type { Readiness, Upgrades } from "../server/loopback";
import { LoopbackServer } from "../server/loopback";
import { stopping, type Late } from "../server/stopping";
import type { PortTls } from "../server/tls";

/** More than API Gateway takes: a request over its limit gets the response that AWS sends. */
const MAX_HEADER_BYTES = 64 * 1024;

export interface ApiPortOptions {
  readonly readiness: Readiness;
  readonly hosts: KnownHosts;
  readonly domains: ServedDomains;
  readonly log: GatewayLog;
  /** @default plain HTTP only */
  readonly tls?: PortTls;
}

const NOT_SERVED = [503, "the API is not served"] as const;

type Handler = Pick<ApiGateway, "handle">;

/** What takes a handshake. */
interface UpgradeTarget {
  readonly webSockets: WebSockets;
  /** Undefined for the default endpoint of the API. */
  readonly mapping?: DomainMapping;
}

/** The port of one API or custom domain. It stays the same when the stack is reloaded. */
export class ApiPort {
  private gateway: ApiGateway | undefined;
  private readonly server: LoopbackServer;

  private constructor(
    private readonly address: string,
    private readonly options: ApiPortOptions,
    /** The custom domain of all requests. */
    private readonly domain: string | undefined,
  ) {
    this.server = new LoopbackServer(
      (request, response) => this.handle(request, response),
      options.readiness,
      { maxHeaderSize: MAX_HEADER_BYTES, tls: options.tls },
      (status, reason) =>
        options.log.report({ api: address, method: "-", path: "-", status, reason, steps: [] }),
    );
  }

  /**
   * The port of an API, which takes the requests for custom domains too.
   * @throws Error that names the API's address when the port is in use
   */
  static open(address: string, port: number, options: ApiPortOptions): Promise<ApiPort> {
    return new ApiPort(address, options, undefined).listen(port);
  }

  /** The port of a custom domain: all its requests count as sent to that name. */
  static openForDomain(name: string, port: number, options: ApiPortOptions): Promise<ApiPort> {
    return new ApiPort(`--domain ${name}`, options, name).listen(port);
  }

  private async listen(port: number): Promise<this> {
    await this.server.listen(port, this.address);
    return this;
  }

  get url(): string {
    return this.server.url;
  }

  /** The gateway that handles later requests. */
  get served(): ApiGateway | undefined {
    return this.gateway;
  }

  /**
   * Replaces the gateway for later requests, and for what happens later on open connections.
   * @returns a promise that resolves when the running requests have their responses
   */
  async swap(gateway: ApiGateway | undefined): Promise<void> {
    const previous = this.gateway?.webSockets;
    this.gateway = gateway;
    const next = gateway?.webSockets;
    this.useUpgrade();
    if (next) {
      next.takeOver();
    } else {
      await previous?.closeAll();
    }
    await Promise.all([this.responded(), previous?.responded()]);
  }

  /** Takes handshakes if its API or a custom domain has WebSockets, as the stack is now. */
  useUpgrade(): void {
    const isNeeded = this.gateway?.webSockets ?? this.options.domains.haveWebSockets;
    const wants = (request: IncomingMessage) => this.webSocketsFor(request) !== undefined;
    const take: Upgrades["take"] = (...upgrade) => this.upgrade(...upgrade);
    this.server.useUpgrade(isNeeded ? { wants, take } : undefined);
  }

  /** Resolves when the running requests have their responses. */
  responded(): Promise<void> {
    return this.server.responded();
  }

  /** Takes no more requests, lets the running ones finish, and closes open connections. */
  close(late?: Late): Promise<void> {
    const closed = this.gateway?.webSockets?.closeAll();
    return stopping(
      (limit) => Promise.all([this.server.close(limit), Promise.race([closed, limit])]),
      late,
    );
  }

  private handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const refusal = this.options.hosts.refusal(request);
    const handler = refusal === undefined ? this.handlerOf(request) : undefined;
    if (refusal !== undefined) {
      this.refuse(request, response, 403, refusal);
    } else if (handler) {
      return handler.handle(request, response);
    } else {
      this.refuse(request, response, ...NOT_SERVED);
    }
    return Promise.resolve();
  }

  private async upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    const target = this.webSocketsFor(request);
    if (target) {
      await target.webSockets.upgrade(request, socket, head, target.mapping);
    } else {
      // A reload removed the API while the handshake waited for it.
      socket.destroy();
    }
  }

  /** What takes a handshake; undefined for a request that is to be handled like others. */
  private webSocketsFor(request: IncomingMessage): UpgradeTarget | undefined {
    if (this.options.hosts.refusal(request) !== undefined) {
      return undefined;
    }
    const domain = this.domainOf(request);
    if (domain) {
      return domain.webSocketsFor(request);
    }
    const webSockets = this.gateway?.webSockets;
    return webSockets && { webSockets };
  }

  private handlerOf(request: IncomingMessage): Handler | undefined {
    const isOfDomain = this.domain !== undefined;
    return this.domainOf(request) ?? (isOfDomain ? undefined : this.gateway);
  }

  private domainOf(request: IncomingMessage) {
    const { domains } = this.options;
    if (this.domain !== undefined) {
      return domains.find(this.domain);
    }
    return domains.isEmpty ? undefined : domains.find(requestedHost(request));
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
