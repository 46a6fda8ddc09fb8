import type { IncomingMessage } from "node:http";

/** The host that a request names, in lower case and without a port. */
export function requestedHost({ headers, url = "" }: IncomingMessage): string {
  // In HTTP, a host in the request target takes precedence over the Host header.
  const inTarget = /^[a-z][a-z\d+.-]*:\/\/([^/?#]*)/i.exec(url)?.[1];
  return (inTarget ?? headers.host ?? "").replace(/:\d*$/, "").toLowerCase();
}
