import type { IncomingMessage } from "node:http";
import { TLSSocket } from "node:tls";
import { clientCertificate } from "./client-certificate";
import { defaultEndpointPath, type DomainMapping } from "./domain-mapping";
import type { HeaderLines, HttpRequest } from "./http-message";
import { splitTarget } from "./split-target";

/** The address of the connection. */
export function sourceIpOf({ socket }: IncomingMessage): string {
  return (socket.remoteAddress ?? "127.0.0.1").replace(/^::ffff:/, "");
}

/** @param mapping undefined for a request to the default endpoint */
export function toRequest(
  incoming: IncomingMessage,
  given: Pick<HttpRequest, "headers" | "body" | "sourceIp">,
  mapping: DomainMapping | undefined,
): HttpRequest {
  const { url = "/", socket } = incoming;
  const { path, query } = splitTarget(url);
  return {
    method: incoming.method ?? "GET",
    path: mapping ? defaultEndpointPath(mapping, path) : path,
    domain: mapping && { ...mapping, sentPath: path },
    query,
    ...given,
    port: socket.localPort ?? 80,
    scheme: socket instanceof TLSSocket ? "https" : "http",
    clientCertificate: mapping?.hasMutualTls ? clientCertificate(incoming) : undefined,
  };
}

/** @param raw names and values in turn, as Node.js has them */
export function headerLines(raw: readonly string[]): HeaderLines {
  const lines: [string, string][] = [];
  for (let at = 0; at < raw.length; at += 2) {
    lines.push([raw[at] ?? "", raw[at + 1] ?? ""]);
  }
  return lines;
}
