import type { IncomingMessage, ServerResponse } from "node:http";
import { peerCertificate } from "../gateway/common/client-certificate";
import { serveRequest, type RequestHandler } from "../gateway/common/server";
import { splitTarget } from "../gateway/common/split-target";
import { notServed } from "../gateway/common/unservable";
import type { ApiGateway } from "../gateway/gateway";
import { withoutStage } from "../gateway/rest-api";
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
    const { path } = splitTarget(request.url ?? "/");
    const { address, hasMutualTls } = this.domain;
    if (hasMutualTls && !this.services.asksForCertificates) {
      return serveRequest(request, response, this.unserved(withoutTruststore(address)));
    }
    const peer = hasMutualTls ? peerCertificate(request) : undefined;
    if (hasMutualTls && !peer) {
      return this.cut(request, path);
    }
    if (peer && !peer.isTrusted) {
      return serveRequest(request, response, this.forbidden(UNTRUSTED));
    }
    const mapping = chooseMapping(this.domain.mappings, path);
    if (!mapping) {
      return serveRequest(request, response, this.forbidden(this.whyNoMapping(path)));
    }
    const api = this.apis.get(mapping.apiId);
    if (!api) {
      return serveRequest(request, response, this.withoutApi(mapping));
    }
    return api.handle(request, response, {
      name,
      key: mapping.key,
      stage: mapping.stage,
      hasMutualTls,
    });
  }

  /** AWS closes the connection of a client without a certificate. */
  private cut({ method = "", socket }: IncomingMessage, path: string): Promise<void> {
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
