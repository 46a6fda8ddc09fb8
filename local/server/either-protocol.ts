import type { Server } from "node:http";
import type { Socket } from "node:net";
import { createServer, type TlsOptions } from "node:tls";

/** The type of the record that each TLS connection begins with. */
const TLS_HANDSHAKE = 0x16;

type Accept = (this: Server, socket: Socket) => void;

/**
 * Makes an HTTP server take HTTPS on its port too: the first byte of a connection decides.
 * @returns ends the connections that have sent nothing yet
 */
export function takeTlsToo(server: Server, tls: TlsOptions): () => void {
  const [accept] = server.listeners("connection") as [Accept];
  const secure = createServer({ ALPNProtocols: ["http/1.1"], ...tls }, (socket) =>
    accept.call(server, socket),
  );
  secure.on("tlsClientError", (_error, socket) => socket.destroy());
  const silent = new Set<Socket>();
  server.removeListener("connection", accept);
  server.on("connection", (socket: Socket) => {
    silent.add(socket);
    const forget = () => silent.delete(socket);
    const end = () => socket.destroy();
    socket.once("close", forget).once("end", end).on("error", ignore);
    socket.once("data", (bytes: Buffer) => {
      forget();
      socket.off("close", forget).off("end", end).pause().unshift(bytes);
      if (bytes[0] === TLS_HANDSHAKE) {
        secure.emit("connection", socket);
      } else {
        accept.call(server, socket);
      }
      process.nextTick(() => socket.resume());
    });
  });
  return () => silent.forEach((socket) => socket.destroy());
}

/** An error closes the connection, which is all that there is to do. */
function ignore(): void {
  // Without a listener, it would end the process.
}
