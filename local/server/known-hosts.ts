import type { IncomingMessage } from "node:http";

const LOOPBACK = /^(?:localhost|(?:[\w-]+\.)+localhost|127\.0\.0\.1|\[::1\])$/;
const ALLOWED = "localhost, *.localhost, 127.0.0.1, [::1], what --allow-host names";

/** Whether a Host header has a name of loopback, with any port. No website can have such a name. */
export function isLoopbackHost(host: string): boolean {
  return LOOPBACK.test(withoutPort(host).toLowerCase());
}

/**
 * The host names to which a server on loopback responds. Any website can make its own name resolve
 * to loopback (DNS rebinding) and then read the responses. Only the name in the request shows that.
 */
export class KnownHosts {
  /** The last known Host: most clients always send the same one. */
  private lastKnown: string | undefined;
  private customDomains: ReadonlySet<string> = new Set();
  private readonly allowed: ReadonlySet<string>;

  /** @param allowed further names, without a port */
  constructor(allowed: readonly string[] = []) {
    this.allowed = lowerCased(allowed);
  }

  /** Replaces the known custom domains; `*.example.com` is one too. */
  useCustomDomains(names: readonly string[]): void {
    this.customDomains = lowerCased(names);
    this.lastKnown = undefined;
  }

  /** Why a request is refused; undefined if it names a known host. */
  refusal({ rawHeaders, url = "" }: IncomingMessage): string | undefined {
    let named = false;
    for (let at = 0; at < rawHeaders.length; at += 2) {
      if (!isHost(rawHeaders[at] ?? "")) {
        continue;
      }
      named = true;
      const value = rawHeaders[at + 1] ?? "";
      if (!this.knows(value)) {
        return unknownHost(value);
      }
    }
    if (!named) {
      return "the request has no Host header";
    }
    // In HTTP, a host in the request target takes precedence over the Host header.
    const inTarget = /^[a-z][a-z\d+.-]*:\/\/([^/?#]*)/i.exec(url)?.[1];
    return inTarget === undefined || this.knows(inTarget) ? undefined : unknownHost(inTarget);
  }

  private knows(value: string): boolean {
    if (value === this.lastKnown) {
      return true;
    }
    const name = withoutPort(value).toLowerCase();
    const isKnown =
      LOOPBACK.test(name) ||
      this.allowed.has(name) ||
      this.customDomains.has(name) ||
      this.customDomains.has(name.replace(/^[^.]+/, "*"));
    if (isKnown) {
      this.lastKnown = value;
    }
    return isKnown;
  }
}

function isHost(name: string): boolean {
  return name.length === 4 && name.toLowerCase() === "host";
}

function withoutPort(host: string): string {
  return host.replace(/:\d*$/, "");
}

function lowerCased(names: readonly string[]): ReadonlySet<string> {
  return new Set(names.map((name) => name.toLowerCase()));
}

function unknownHost(value: string): string {
  const name = withoutPort(value);
  return (
    `the host ${JSON.stringify(name)} is unknown; allowed: ${ALLOWED} and, for an API, the custom ` +
    `domains of the stack. If you trust it, start the runner with --allow-host ${name}`
  );
}
