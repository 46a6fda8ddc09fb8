import { isUtf8 } from "node:buffer";
import type { IncomingMessage } from "node:http";
import type { InvokeOptions } from "../lambda-service";
import { LambdaServiceError } from "../lambda-service";

/** Lambda's limit for a payload; a longer body is read and discarded. */
const MAX_BODY_BYTES = 6 * 1024 * 1024;

/** @throws LambdaServiceError if it is too large */
export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes <= MAX_BODY_BYTES) {
      chunks.push(chunk);
    }
  }
  if (bytes <= MAX_BODY_BYTES) {
    return Buffer.concat(chunks);
  }
  const message = `Request must be smaller than ${MAX_BODY_BYTES} bytes for the InvokeFunction operation`;
  throw new LambdaServiceError("RequestTooLargeException", 413, message);
}

/** Without a payload, the event is empty. @throws LambdaServiceError if it isn't JSON */
export function checkedPayload(body: Buffer): Buffer | string {
  if (body.length === 0) {
    return "{}";
  }
  try {
    if (!isUtf8(body)) {
      throw new Error("Invalid UTF-8");
    }
    JSON.parse(body.toString("utf8"));
    return body;
  } catch (error) {
    throw invalidContent(`Could not parse request body into json: ${(error as Error).message}`);
  }
}

/** @throws LambdaServiceError if the client context is invalid */
export function invokeOptions(
  { headers }: IncomingMessage,
  qualifier: string | undefined,
): InvokeOptions {
  return {
    qualifier,
    clientContext: clientContext(headers["x-amz-client-context"]),
    traceId: header(headers["x-amzn-trace-id"]),
  };
}

function clientContext(sent: string | string[] | undefined): string | undefined {
  const encoded = header(sent);
  if (encoded === undefined) {
    return undefined;
  }
  const text = Buffer.from(encoded, "base64").toString("utf8");
  try {
    JSON.parse(text);
    return text;
  } catch {
    throw invalidContent("Client context must be a valid Base64-encoded JSON object.");
  }
}

function invalidContent(message: string): LambdaServiceError {
  return new LambdaServiceError("InvalidRequestContentException", 400, message);
}

export function header(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}
