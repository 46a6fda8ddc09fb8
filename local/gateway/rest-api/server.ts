import type { IncomingMessage, ServerResponse } from "node:http";
import type { HeaderLines, HttpRequest, HttpResponse } from "./request/http-message";

const MAX_BODY_BYTES = 10 * 1024 * 1024;

/** A request with its body, or that it is larger than API Gateway takes. */
export function readRequest(incoming: IncomingMessage): Promise<HttpRequest | "too large"> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    incoming.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size > MAX_BODY_BYTES) resolve("too large");
      else chunks.push(chunk);
    });
    incoming.on("error", reject);
    incoming.on("end", () => resolve(toRequest(incoming, Buffer.concat(chunks))));
  });
}

function toRequest(incoming: IncomingMessage, body: Buffer): HttpRequest {
  const target = (incoming.url ?? "/").replace(/^https?:\/\/[^/?]*/i, "");
  const [path = "/", ...query] = target.split("?");
  return {
    method: incoming.method ?? "GET",
    path,
    query: query.join("?"),
    headers: headerLines(incoming.rawHeaders),
    body,
    sourceIp: (incoming.socket.remoteAddress ?? "127.0.0.1").replace(/^::ffff:/, ""),
    port: incoming.socket.localPort ?? 80,
  };
}

function headerLines(raw: readonly string[]): HeaderLines {
  const lines: [string, string][] = [];
  for (let at = 0; at < raw.length; at += 2) lines.push([raw[at] ?? "", raw[at + 1] ?? ""]);
  return lines;
}

const WITHOUT_BODY = [204, 304];

export function writeResponse(outgoing: ServerResponse, response: HttpResponse): void {
  const { status, headers, body } = response;
  const lines = headers.flat();
  if (WITHOUT_BODY.includes(status)) {
    outgoing.writeHead(status, lines).end();
    return;
  }
  lines.push("Content-Length", String(Buffer.byteLength(body)));
  outgoing.writeHead(status, lines).end(body);
}

/** The answer to a body over 10 MB; the rest of it isn't read. */
export function refuseLargeBody(incoming: IncomingMessage, outgoing: ServerResponse): void {
  outgoing.on("finish", () => incoming.destroy());
  writeResponse(outgoing, {
    status: 413,
    headers: [
      ["Content-Type", "application/json"],
      ["x-amzn-ErrorType", "RequestTooLargeException"],
      ["Connection", "close"],
    ],
    body: '{"message":"Request Too Long"}',
  });
}
