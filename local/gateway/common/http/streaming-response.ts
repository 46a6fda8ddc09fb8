import type { ServerResponse } from "node:http";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { MAX_TRACED_BYTES } from "../../trace/traced-body";
import type { HttpResponse } from "./http-message";

/** A response whose body is sent as it comes. */
export interface StreamingResponse extends Omit<HttpResponse, "body"> {
  /** Destroyed with a `CutResponse`, it ends the connection. */
  readonly body: Readable;
}

/** Why a response doesn't end: its client sees the connection close. */
export class CutResponse extends Error {}

export function isStreaming(
  response: HttpResponse | StreamingResponse,
): response is StreamingResponse {
  return typeof response.body === "object" && "pipe" in response.body;
}

/**
 * Sends a body to its end, but leaves the response open.
 * @param keepsBody whether the beginning of the body is returned
 * @returns what a trace keeps of the body, and why it was cut off
 */
export async function sendBody(
  { body }: StreamingResponse,
  outgoing: ServerResponse,
  keepsBody: boolean,
): Promise<{ readonly sent: Buffer; readonly cutReason?: string }> {
  const kept: Buffer[] = [];
  let bytes = 0;
  if (keepsBody) {
    body.on("data", (chunk: Buffer) => {
      if (bytes <= MAX_TRACED_BYTES) {
        kept.push(chunk);
        bytes += chunk.length;
      }
    });
  }
  try {
    await pipeline(body, outgoing, { end: false });
    return { sent: Buffer.concat(kept) };
  } catch (error) {
    if (error instanceof CutResponse) {
      return { sent: Buffer.concat(kept), cutReason: error.message };
    }
    throw error;
  }
}
