import type { Readable } from "node:stream";

/** All that comes from a stream. Node's own `buffer` takes a multiple of the time, by way of a Blob. */
export function bytesOf(stream: Readable): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    stream.on("data", (chunk: Buffer) => chunks.push(chunk));
    stream.on("end", () => resolve(Buffer.concat(chunks)));
    stream.on("error", reject);
    stream.on("close", () => reject(new Error("the stream was closed before its end")));
  });
}
