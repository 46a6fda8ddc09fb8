import type { IncomingMessage, ServerResponse } from "node:http";
import { peerCertificate } from "../gateway/common/http/client-certificate";
import type { DomainMapping } from "../gateway/common/http/domain-mapping";
import { serveRequest, type RequestHandler } from "../gateway/common/http/server";
import { splitTarget } from "../gateway/common/http/split-target";
import { notServed } from "../gateway/common/unservable/unservable";
import type { ApiGateway, WebSockets } from "../gateway/gateway";
import { withoutStage } from "../gateway/rest-api/without-stage";
import type { GatewayServices } from "../gateway/services";
import { ownResponse } from "../gateway/trace/own-response";
import { chooseMapping } from "./choose-mapping";
import type { CustomDomain, Mapping } from "./custom-domains";

export interface DomainServices extends Pick<GatewayServices, "log" | "sourceIp"> {
  /** Whether clients can send certificates: the runner serves TLS and has a truststore. */
  readonly asksForCertificates: boolean;
}

const UNTRUSTED = "the client's certificate is not issued by one in the truststore, or has expired";

/** Why a domain with mutual TLS isn't served: AWS would refuse clients that the runner can't check. */
export function withoutTruststore(address: string): string {
  return `${address}: the domain has mutual TLS, and is served only with --tls and --truststore.`;
}

/** A WebSocket API, and what led the handshake to it. */
export interface MappedWebSockets {
  readonly webSockets: WebSockets;
  readonly mapping: DomainMapping;
}

/** Where a request goes: to an API, to a response of the domain itself, or nowhere. */
type Target =
  { readonly api: ApiGateway; readonly mapping: DomainMapping } | RequestHandler | "cut";

/** Passes the requests of a custom domain to the APIs that its mappings name. */
export class DomainGateway {
  /** @param apis gateways by the ID of their API */
  constructor(
    readonly domain: CustomDomain,
    private readonly apis: ReadonlyMap<string, ApiGateway>,
    private readonly services: DomainServices,
  ) {}

  /**
   * @param name the name that the request is for, which a wildcard domain doesn't tell
   * @returns a promise that resolves once the response is written
   */
  handle(request: IncomingMessage, response: ServerResponse, name: string): Promise<void> {
    const target = this.targetOf(request, name);
    if (target === "cut") {
      return this.cut(request);
    }
    return "api" in target
      ? target.api.handle(request, response, target.mapping)
      : serveRequest(request, response, target);
  }

  /** What takes a handshake; undefined if it is to be handled like other requests. */
  webSocketsFor(request: IncomingMessage, name: string): MappedWebSockets | undefined {
    const target = this.targetOf(request, name);
    if (target === "cut" || !("api" in target) || !target.api.webSockets) {
      return undefined;
    }
    return { webSockets: target.api.webSockets, mapping: target.mapping };
  }

  /** Whether a mapping leads to a WebSocket API. */
  get hasWebSockets(): boolean {
    return this.domain.mappings.some(({ apiId }) => this.apis.get(apiId)?.webSockets);
  }

  private targetOf(request: IncomingMessage, name: string): Target {
    const { path } = splitTarget(request.url ?? "/");
    const { address, hasMutualTls } = this.domain;
    if (hasMutualTls && !this.services.asksForCertificates) {
      return this.unserved(withoutTruststore(address));
    }
    const peer = hasMutualTls ? peerCertificate(request) : undefined;
    if (hasMutualTls && !peer) {
      return "cut";
    }
    if (peer && !peer.isTrusted) {
      return this.forbidden(UNTRUSTED);
    }
    const found = chooseMapping(this.domain.mappings, path);
    if (!found) {
      return this.forbidden(this.whyNoMapping(path));
    }
    const api = this.apis.get(found.apiId);
    if (!api) {
      return this.withoutApi(found);
    }
    const { key, stage } = found;
    return { api, mapping: { name, key, stage, hasMutualTls } };
  }

  /** AWS closes the connection of a client without a certificate. */
  private cut({ method = "", url = "/", socket }: IncomingMessage): Promise<void> {
    const { path } = splitTarget(url);
    const { address: api } = this.domain;
    const reason = "the client has no certificate: the connection was closed, as on AWS";
    this.services.log.report({ api, method, path, status: 0, reason, steps: [] });
    socket.destroy();
    return Promise.resolve();
  }

  private whyNoMapping(path: string): string {
    const keys = this.domain.mappings.map(({ key }) => `/${key}`).join(", ");
    return `${this.domain.address} has no mapping for ${path}; its mappings: ${keys || "none"}`;
  }

  private forbidden(reason: string): RequestHandler {
    return this.handler((request, notes) => withoutStage(request, reason, notes));
  }

  /** AWS would pass the request to an API that isn't in the stack. */
  private withoutApi({ address, apiId }: Mapping): RequestHandler {
    return this.unserved(
      `${address}: api_id is ${JSON.stringify(apiId)}, which is not a served API of the stack`,
    );
  }

  private unserved(reason: string): RequestHandler {
    return this.handler((_, notes) => ownResponse(notServed(reason), notes?.steps));
  }

  private handler(respond: RequestHandler["respond"]): RequestHandler {
    const { address, name } = this.domain;
    const { log, sourceIp } = this.services;
    return { address, name, respond, failed: notServed, log, sourceIp };
  }
}
