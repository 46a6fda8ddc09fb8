import type { ApiGateway } from "../gateway/gateway";
import { API_TYPES } from "../gateway/gateways";
import type { Late } from "../server/stopping";
import type { ResolvedStack } from "../terraform";
import { ApiPort, type ApiPortOptions } from "./api-port";
import type { Endpoint, ServedApi, ServedRoute } from "./served-apis";
import { apisOf, endpointsOf } from "./served-apis";

/** The ports of a stack's APIs: an API keeps its port when the stack is reloaded. */
export class ApiPorts {
  /** By the address of the API. */
  private readonly ports = new Map<string, ApiPort>();
  private readonly closing = new Set<Promise<void>>();

  constructor(
    private readonly nextPort: () => number,
    private readonly options: ApiPortOptions,
  ) {}

  get endpoints(): Endpoint[] {
    return endpointsOf(this.ports.values());
  }

  /** The APIs in the order of their ports. */
  apis(isUnservable: (target: ServedRoute["target"]) => boolean): ServedApi[] {
    return apisOf(this.ports.values(), isUnservable);
  }

  /** Where an API is served; empty for one without a port. */
  urlOf(address: string): string {
    return this.ports.get(address)?.url ?? "";
  }

  /**
   * Opens a port for each API without one.
   * @throws Error that names the API when the port is in use
   */
  async open(stack: ResolvedStack): Promise<void> {
    for (const address of apiAddresses(stack)) {
      if (!this.ports.has(address)) {
        this.ports.set(address, await ApiPort.open(address, this.nextPort(), this.options));
      }
    }
  }

  /**
   * Replaces the gateways for later requests.
   * @returns promises that resolve when the running requests have their responses
   */
  use(gateways: readonly ApiGateway[]): Promise<void>[] {
    return [...this.ports].map(([address, port]) =>
      port.swap(gateways.find((gateway) => gateway.address === address)),
    );
  }

  /** Closes the ports of removed APIs when their running requests have finished. */
  closeUnused(stack: ResolvedStack): void {
    const kept = new Set(apiAddresses(stack));
    for (const [address, port] of this.ports) {
      if (kept.has(address)) {
        continue;
      }
      this.ports.delete(address);
      const closed = port.close().finally(() => this.closing.delete(closed));
      this.closing.add(closed);
    }
  }

  /** Takes no more requests, and lets the running ones finish. */
  async close(late: Late): Promise<void> {
    const closed = [...this.ports.values()].map((port) => port.close(late));
    await Promise.all([...closed, ...this.closing]);
  }
}

function apiAddresses(stack: ResolvedStack): string[] {
  return API_TYPES.flatMap((type) => stack.ofType(type)).map(({ address }) => address);
}
