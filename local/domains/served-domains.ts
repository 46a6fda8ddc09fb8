import type { IncomingMessage, ServerResponse } from "node:http";
import type { DomainGateway } from "./domain-gateway";

/** The custom domains that are served now. */
export class ServedDomains {
  private gateways: ReadonlyMap<string, DomainGateway> = new Map();

  /** Replaces the domains for later requests. */
  use(gateways: readonly DomainGateway[]): void {
    this.gateways = new Map(gateways.map((gateway) => [gateway.domain.name, gateway]));
  }

  /**
   * @param name in lower case, without a port
   * @returns what handles the requests for the name; undefined if it is not a custom domain
   */
  find(name: string) {
    const gateway = this.gateways.get(name) ?? this.gateways.get(name.replace(/^[^.]+/, "*"));
    return (
      gateway && {
        handle: (request: IncomingMessage, response: ServerResponse) =>
          gateway.handle(request, response, name),
        webSocketsFor: (request: IncomingMessage) => gateway.webSocketsFor(request, name),
      }
    );
  }

  /** Whether a domain leads to a WebSocket API. */
  get haveWebSockets(): boolean {
    return [...this.gateways.values()].some((gateway) => gateway.hasWebSockets);
  }

  get isEmpty(): boolean {
    return this.gateways.size === 0;
  }

  get names(): string[] {
    return [...this.gateways.keys()];
  }
}
