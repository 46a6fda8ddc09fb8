import http from "node:http";
import https from "node:https";
import type { RequestToSend } from "./request";

/** A response as it was received. */
export interface ReceivedResponse {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Buffer<ArrayBuffer>;
}

/**
 * Sends requests on connections that are kept open. Unlike `fetch`, it adds no headers, changes no
 * path, follows no redirects and decompresses nothing: tests see what the API does.
 */
export class HttpClient {
  private readonly agents = {
    "http:": new http.Agent({ keepAlive: true }),
    "https:": new https.Agent({ keepAlive: true }),
  };

  /** @param base URL of a stage, without a slash at its end */
  send(base: string, { method, path, headers, body }: RequestToSend): Promise<ReceivedResponse> {
    const { protocol, hostname, port, pathname } = new URL(base);
    const isSecure = protocol === "https:";
    return new Promise((resolve, reject) => {
      const request = (isSecure ? https : http).request({
        agent: this.agents[isSecure ? "https:" : "http:"],
        host: hostname,
        port,
        method,
        path: `${pathname === "/" ? "" : pathname}${path}`,
        headers: grouped(headers),
      });
      request.on("error", reject);
      request.on("response", (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
        incoming.on("error", reject);
        incoming.on("end", () => resolve(received(incoming, Buffer.concat(chunks))));
      });
      request.end(body);
    });
  }

  /** Closes the connections. */
  close(): void {
    this.agents["http:"].destroy();
    this.agents["https:"].destroy();
  }
}

function received(
  { statusCode = 0, rawHeaders }: http.IncomingMessage,
  body: Buffer<ArrayBuffer>,
): ReceivedResponse {
  const headers = new Headers();
  for (let at = 0; at < rawHeaders.length; at += 2) {
    headers.append(rawHeaders[at] ?? "", rawHeaders[at + 1] ?? "");
  }
  return { status: statusCode, headers, body };
}

function grouped(lines: RequestToSend["headers"]): http.OutgoingHttpHeaders {
  const headers: Record<string, string | string[]> = {};
  for (const [name, value] of lines) {
    const before = headers[name];
    headers[name] = before === undefined ? value : [before, value].flat();
  }
  return headers;
}
