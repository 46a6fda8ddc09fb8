import { badGateway } from "./own-responses";
import { isFields, responseHead, type ResponseHead } from "./response-head";
import type { HttpResponse } from "../common/http/http-message";

/** The Content-Type of a stream that begins with metadata: status, headers and cookies in JSON. */
export const HTTP_RESPONSE = "application/vnd.awslambda.http-integration-response";

/** Between the metadata and the body. */
const DELIMITER = Buffer.alloc(8);

/** What a stream begins with, and the rest; undefined while the metadata isn't complete. */
export interface StreamHead {
  readonly head: ResponseHead;
  readonly rest: Buffer;
}

/** @param bytes what has arrived of a stream */
export function streamHead(contentType: string, bytes: Buffer): StreamHead | undefined {
  if (contentType !== HTTP_RESPONSE) {
    return { head: { status: 200, headers: [["Content-Type", contentType]] }, rest: bytes };
  }
  const end = bytes.indexOf(DELIMITER);
  if (end < 0) {
    return undefined;
  }
  const rest = bytes.subarray(end + DELIMITER.length);
  return { head: metadataHead(bytes.subarray(0, end)), rest };
}

function metadataHead(json: Buffer): ResponseHead {
  try {
    const metadata: unknown = JSON.parse(json.toString("utf8"));
    if (isFields(metadata)) {
      return responseHead(metadata, "application/octet-stream");
    }
  } catch {
    // Reported below.
  }
  return { problem: "its metadata is not a JSON object" };
}

/** Lambda sends no part of a response whose head it doesn't accept. */
export function malformedStream(problem: string): HttpResponse {
  return badGateway(`the function's stream is malformed: ${problem}`);
}
