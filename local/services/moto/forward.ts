import { once } from "node:events";
import type { ClientRequest, IncomingMessage, ServerResponse } from "node:http";
import { request as open } from "node:http";
import { connect, type Socket } from "node:net";
import { pipeline } from "node:stream/promises";
import { setTimeout as wait } from "node:timers/promises";

/** Headers of a connection, and one to which Node.js responds itself. */
const OF_CONNECTION = ["connection", "expect", "keep-alive", "upgrade"];
const RETRY_MILLISECONDS = 50;

/**
 * Passes a request on to a server at a Unix socket, and its response back, both while they arrive.
 * @returns when the client has the response
 * @throws Error if the server can't be reached, or if the client or the server closes its connection
 * before the response is complete
 */
export async function forward(
  request: IncomingMessage,
  response: ServerResponse,
  socketPath: string,
): Promise<void> {
  const { method, url: path, rawHeaders } = request;
  const headers = [...endToEnd(rawHeaders), "Connection", "close"];
  const socket = await connected(socketPath);
  if (response.destroyed) {
    socket.destroy();
    return;
  }
  // A client that leaves doesn't wait for a message of a queue any longer.
  response.once("close", () => socket.destroy());
  const createConnection = () => socket;
  await new Promise((resolve, reject) => {
    const forwarded = open({ createConnection, method, path, headers }, (received) => {
      const { statusCode = 502, statusMessage } = received;
      response.writeHead(statusCode, statusMessage, endToEnd(received.rawHeaders));
      pipeline(received, response).then(resolve, reject);
    });
    forwarded.on("error", reject);
    send(request, forwarded).catch(reject);
  });
}

/** A Unix socket refuses connections while its queue is full; a port would let them wait. */
async function connected(socketPath: string): Promise<Socket> {
  const socket = connect(socketPath);
  try {
    await once(socket, "connect");
    return socket;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EAGAIN") {
      throw error;
    }
    await wait(RETRY_MILLISECONDS);
    return connected(socketPath);
  }
}

/**
 * Sends the end of a body with its last part: a server that responds when it has the whole body may
 * have closed the connection before the end came alone, and the error would lose the response.
 */
async function send(body: AsyncIterable<Buffer>, forwarded: ClientRequest): Promise<void> {
  let last: Buffer | undefined;
  for await (const chunk of body) {
    if (last && !forwarded.write(last)) {
      await once(forwarded, "drain");
    }
    last = chunk;
  }
  forwarded.end(last);
}

/** What `rawHeaders` has, names and values in turn, without what is of one connection. */
function endToEnd(rawHeaders: readonly string[]): string[] {
  return rawHeaders.filter((_, at) => {
    const name = rawHeaders[at - (at % 2)] ?? "";
    return !OF_CONNECTION.includes(name.toLowerCase());
  });
}
