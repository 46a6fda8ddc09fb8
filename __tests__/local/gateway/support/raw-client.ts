import net from "node:net";

/** Sends half of the body that it announces, and hangs up. */
export async function hangUpHalfWay(url: string, path: string): Promise<void> {
  const socket = await connected(url);
  const ended = closed(socket);
  const head = `POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n`;
  socket.write(`${head}half`, () => socket.destroy());
  await ended;
}

/** Sends bytes that may be no HTTP, and gives what comes back until the server hangs up. */
export async function exchangeRaw(url: string, bytes: string): Promise<string> {
  const socket = await connected(url);
  let received = "";
  socket.on("data", (chunk) => (received += chunk.toString("latin1")));
  const ended = closed(socket);
  socket.write(bytes, "latin1");
  await ended;
  return received;
}

function connected(url: string): Promise<net.Socket> {
  return new Promise((resolve, reject) => {
    const socket = net.connect(Number(new URL(url).port), "127.0.0.1", () => resolve(socket));
    socket.once("error", reject);
  });
}

function closed(socket: net.Socket): Promise<void> {
  return new Promise((resolve) => socket.once("close", () => resolve()));
}

/** Requests that are none, by what is wrong with them. */
export const MALFORMED: [fault: string, bytes: string][] = [
  ["a header without a name", "GET / HTTP/1.1\r\nHost: x\r\n: y\r\n\r\n"],
  ["a path of bytes that are no ASCII", "GET /\xff\xfe HTTP/1.1\r\nHost: x\r\n\r\n"],
  [
    "two lengths of its body",
    "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
  ],
  ["no HTTP at all", "hello\r\n\r\n"],
];
