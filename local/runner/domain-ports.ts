import { ServedDomains, type CreatedDomains } from "../domains";
import type { Late } from "../server/stopping";
import { ApiPort, type ApiPortOptions } from "./api-port";

/** A custom domain and the URL of its own port. */
export interface DomainEndpoint {
  readonly name: string;
  readonly url: string;
}

/** The custom domains of a stack, and the ports of those that have one. */
export class DomainPorts {
  /** What all ports take requests for. */
  readonly served = new ServedDomains();
  private readonly ports = new Map<string, ApiPort>();

  private readonly options: ApiPortOptions;

  /** @param names the domains that get a port of their own */
  constructor(
    private readonly names: readonly string[] = [],
    private readonly nextPort: () => number,
    options: Omit<ApiPortOptions, "domains">,
  ) {
    this.options = { ...options, domains: this.served };
  }

  get endpoints(): DomainEndpoint[] {
    return [...this.ports].map(([name, { url }]) => ({ name, url }));
  }

  /**
   * Opens the ports that aren't open yet.
   * @throws Error for a name that isn't a custom domain of the stack
   */
  async open({ gateways }: CreatedDomains): Promise<void> {
    const known = new ServedDomains();
    known.use(gateways);
    for (const name of this.names) {
      if (!known.find(name)) {
        throw new Error(`--domain is "${name}"; the stack's domains: ${listed(known.names)}.`);
      }
      if (!this.ports.has(name)) {
        this.ports.set(name, await ApiPort.openForDomain(name, this.nextPort(), this.options));
      }
    }
  }

  /**
   * Replaces the domains for later requests.
   * @returns promises that resolve when the running requests have their responses
   */
  use({ gateways }: CreatedDomains): Promise<void>[] {
    this.served.use(gateways);
    const ports = [...this.ports.values()];
    ports.forEach((port) => port.useUpgrade());
    return ports.map((port) => port.responded());
  }

  async close(late: Late): Promise<void> {
    await Promise.all([...this.ports.values()].map((port) => port.close(late)));
  }
}

function listed(names: readonly string[]): string {
  return names.length === 0 ? "none" : names.join(", ");
}
