import type { HeaderLines, HttpResponse } from "../common/http-message";
import { OVERSIZE_REASONS, type Oversize } from "../common/oversize";

/** API Gateway's own responses, in its words; each takes its reason for the log. */
export function notFound(reason: string): HttpResponse {
  return message(404, "Not Found", reason);
}

/** Where a path parameter leads out of the path of the integration's uri. */
export function badRequest(reason: string): HttpResponse {
  return message(400, "Bad Request", reason);
}

export function oversize(kind: Oversize, reason = OVERSIZE_REASONS[kind]): HttpResponse {
  return kind === "body too large"
    ? message(413, "Request Entity Too Large", reason)
    : message(431, "Request Header Fields Too Large", reason);
}

/** Where the function fails, or its response is malformed. */
export function internalServerError(reason: string): HttpResponse {
  return message(500, "Internal Server Error", reason);
}

/** Where the integration is late or can't be reached; as AWS sends it, without a Content-Type. */
export function serviceUnavailable(reason: string): HttpResponse {
  return message(503, "Service Unavailable", reason, []);
}

function message(
  status: number,
  text: string,
  reason: string,
  headers: HeaderLines = [["Content-Type", "application/json"]],
): HttpResponse {
  return { status, headers, body: JSON.stringify({ message: text }), reason };
}
