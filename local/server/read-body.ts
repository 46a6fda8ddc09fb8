import type { IncomingMessage } from "node:http";

/** The whole body of a request, or why it wasn't received. */
export type ReceivedBody = Buffer | "too large" | "cut off";

/**
 * Reads the body of a request. Never rejects: "cut off" means that the client has ended the
 * connection, so nobody waits for a response. A body over the limit is read to its end but not kept:
 * a client that is cut off while it sends would not see the response.
 * @param limit bytes
 */
export function readBody(request: IncomingMessage, limit: number): Promise<ReceivedBody> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    request.on("data", (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes <= limit) {
        chunks.push(chunk);
      }
    });
    request.once("end", () => resolve(bytes > limit ? "too large" : Buffer.concat(chunks)));
    // An error comes before it; without a listener, Node.js doesn't emit that.
    request.once("close", () => resolve("cut off"));
    if (request.destroyed) {
      resolve("cut off");
    }
  });
}
