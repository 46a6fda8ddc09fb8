import type { IncomingMessage } from "node:http";

/** What is wrong with a handshake by RFC 6455; undefined if it is well-formed. */
export function handshakeFault({ method = "", headers }: IncomingMessage): string | undefined {
  if (method !== "GET") {
    return `the method of the handshake is ${method}; allowed: GET`;
  }
  if (headers.upgrade?.toLowerCase() !== "websocket") {
    return "the header Upgrade is not websocket";
  }
  if (!/^[+/0-9A-Za-z]{22}==$/.test(headers["sec-websocket-key"] ?? "")) {
    return "the header Sec-WebSocket-Key is not 16 bytes in base64";
  }
  const version = headers["sec-websocket-version"];
  return version === "13" ? undefined : `Sec-WebSocket-Version is ${version}; allowed: 13`;
}
