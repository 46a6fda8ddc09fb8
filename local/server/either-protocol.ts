import type { Server } from "node:http";
import type { Socket } from "node:net";
import { createServer, type TlsOptions } from "node:tls";

/** The type of the record that each TLS connection begins with. */
const TLS_HANDSHAKE = 0x16;

type Accept = (this: Server, socket: Socket) => void;

/**
 * Makes an HTTP server take HTTPS on its port too: the first byte of a connection decides.
 * @returns ends the connections that the HTTP server doesn't know of: those that have sent nothing yet,
 * or that are in a TLS handshake
 */
export function takeTlsToo(server: Server, tls: TlsOptions): () => void {
  const [accept] = server.listeners("connection") as [Accept];
  /** By the client's port: a connection has another socket after its handshake. */
  const pending = new Map<number | undefined, Socket>();
  const secure = createServer({ ALPNProtocols: ["http/1.1"], ...tls }, (socket) => {
    pending.delete(socket.remotePort);
    accept.call(server, socket);
  });
  secure.on("tlsClientError", (_error, socket) => socket.destroy());
  server.removeListener("connection", accept);
  server.on("connection", (socket: Socket) => {
    const { remotePort } = socket;
    pending.set(remotePort, socket);
    const forget = () => pending.delete(remotePort);
    const end = () => socket.destroy();
    socket.once("close", forget).once("end", end).on("error", ignore);
    socket.once("data", (bytes: Buffer) => {
      socket.off("end", end).pause().unshift(bytes);
      if (bytes[0] === TLS_HANDSHAKE) {
        // Otherwise a client that gives up the handshake would leave its connection half open.
        socket.allowHalfOpen = false;
        secure.emit("connection", socket);
      } else {
        forget();
        socket.off("close", forget);
        accept.call(server, socket);
      }
      process.nextTick(() => socket.resume());
    });
  });
  return () => pending.forEach((socket) => socket.destroy());
}

/** An error closes the connection, which is all that there is to do. */
function ignore(): void {
  // Without a listener, it would end the process.
}
