import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { WebSocketServer, type WebSocket } from "ws";
import type { HttpResponse } from "../../common/http/http-message";
import { MAX_MESSAGE_BYTES } from "../frame/frame-sizes";

/** API Gateway offers no extensions, and the function of `$connect` chooses the subprotocol. */
const server = new WebSocketServer({
  noServer: true,
  clientTracking: false,
  perMessageDeflate: false,
  maxPayload: MAX_MESSAGE_BYTES,
  handleProtocols: () => false,
});

/**
 * Sends the response that accepts a handshake.
 * @param head what the client sent after the handshake
 * @returns undefined if the client has gone
 */
export function accept(
  request: IncomingMessage,
  socket: Duplex,
  head: Buffer,
  response: HttpResponse,
): WebSocket | undefined {
  let accepted: WebSocket | undefined;
  // AWS's headers, in its order; the last of ws's lines proves that the server read the key.
  const replaceLines = (lines: string[]) => {
    const [status = "", , , key = ""] = lines;
    const own = response.headers.map(([name, value]) => `${name}: ${value}`);
    const date = `Date: ${new Date().toUTCString()}`;
    lines.splice(0, lines.length, status, date, "Connection: upgrade", "Upgrade: websocket", key);
    lines.push(...own);
  };
  server.once("headers", replaceLines);
  // It calls back at once.
  server.handleUpgrade(request, socket, head, (webSocket) => (accepted = webSocket));
  server.off("headers", replaceLines);
  return accepted;
}
