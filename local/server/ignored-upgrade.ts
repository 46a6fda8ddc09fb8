import type { IncomingMessage } from "node:http";

/**
 * The head of a request as it was sent, without its header `Upgrade`. Node.js doesn't read the body of a
 * request with it, so the request has to be read again.
 */
export function headWithoutUpgrade(request: IncomingMessage): Buffer {
  const { method, url, httpVersion, rawHeaders } = request;
  const lines = [`${method} ${url} HTTP/${httpVersion}`];
  for (let at = 0; at < rawHeaders.length; at += 2) {
    if (rawHeaders[at]?.toLowerCase() !== "upgrade") {
      lines.push(`${rawHeaders[at]}: ${rawHeaders[at + 1]}`);
    }
  }
  // A character of a header is a byte.
  return Buffer.from(`${lines.join("\r\n")}\r\n\r\n`, "latin1");
}
