import { once } from "node:events";
import net from "node:net";

/** Sends half of the announced body, and closes the connection. */
export async function hangUpHalfWay(url: string, path: string): Promise<void> {
  const socket = await openSocket(url);
  const ended = once(socket, "close");
  const head = `POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n`;
  socket.write(`${head}half`, () => socket.destroy());
  await ended;
}

/** Sends bytes, which need not be HTTP. @returns what the server sends until it closes */
export async function exchangeRaw(url: string, bytes: string | Buffer): Promise<string> {
  const socket = await openSocket(url);
  let received = "";
  socket.on("data", (chunk) => (received += chunk.toString("latin1")));
  const ended = once(socket, "close");
  socket.write(Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes, "latin1"));
  await ended;
  return received;
}

/** Sends bytes as they are, until the server closes. @returns the number in the status line */
export async function statusOf(url: string, bytes: Buffer): Promise<number> {
  const response = await exchangeRaw(url, bytes);
  return Number(/^HTTP\/1\.1 (\d{3})/.exec(response)?.[1]);
}

/** Opens a connection on which any bytes may be sent. */
export async function openSocket(url: string): Promise<net.Socket> {
  const { hostname, port } = new URL(url);
  const socket = net.connect(Number(port), hostname);
  await once(socket, "connect");
  // A server may reset the connection; what it sent before counts.
  socket.on("error", () => undefined);
  return socket;
}

/** Malformed requests, by their fault. */
export const MALFORMED: [fault: string, bytes: string][] = [
  ["a header without a name", "GET / HTTP/1.1\r\nHost: x\r\n: y\r\n\r\n"],
  ["a path with bytes outside ASCII", "GET /\xff\xfe HTTP/1.1\r\nHost: x\r\n\r\n"],
  [
    "two lengths of its body",
    "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
  ],
  ["bytes that are not HTTP", "hello\r\n\r\n"],
];
