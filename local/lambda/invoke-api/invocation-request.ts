import { isUtf8 } from "node:buffer";
import type { IncomingMessage } from "node:http";
import { readBody } from "../../server/read-body";
import type { InvokeOptions } from "../lambda-service";
import { LambdaServiceError, requestTooLarge } from "../lambda-service";

/** Lambda's limit for a payload; a longer body is read and discarded. */
const MAX_BODY_BYTES = 6 * 1024 * 1024;

/** @throws LambdaServiceError if the body is too large; Error if the client has hung up */
export async function readPayload(request: IncomingMessage): Promise<Buffer> {
  const body = await readBody(request, MAX_BODY_BYTES);
  if (body === "too large") {
    throw requestTooLarge(MAX_BODY_BYTES);
  }
  if (body === "cut off") {
    throw new Error("the client has hung up");
  }
  return body;
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
    stopsLoops: true,
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
