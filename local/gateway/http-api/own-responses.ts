import type { HeaderLines, HttpResponse } from "../common/http/http-message";
import { OVERSIZE_REASONS, type Oversize } from "../common/http/oversize";

/** The responses that API Gateway itself sends, with its texts. The reason is logged only. */
export function notFound(reason: string): HttpResponse {
  return message(404, "Not Found", reason);
}

/** A value of the request doesn't fit the integration. */
export function badRequest(reason: string): HttpResponse {
  return message(400, "Bad Request", reason);
}

export function oversize(kind: Oversize, reason = OVERSIZE_REASONS[kind]): HttpResponse {
  return kind === "body too large"
    ? message(413, "Request Entity Too Large", reason)
    : message(431, "Request Header Fields Too Large", reason);
}

/** @param authenticate value of the header `www-authenticate`, which JWT authorizers send */
export function unauthorized(reason: string, authenticate?: string): HttpResponse {
  return message(401, "Unauthorized", reason, withChallenge(authenticate));
}

/** @param authenticate value of the header `www-authenticate`, which JWT authorizers send */
export function forbidden(reason: string, authenticate?: string): HttpResponse {
  return message(403, "Forbidden", reason, withChallenge(authenticate));
}

/** More requests than the stage admits. */
export function tooManyRequests(reason: string): HttpResponse {
  return message(429, "Too Many Requests", reason);
}

/** The function failed, or its response is malformed. */
export function internalServerError(reason: string): HttpResponse {
  return message(500, "Internal Server Error", reason);
}

/** The integration is late or unreachable. AWS sends no Content-Type. */
export function serviceUnavailable(reason: string): HttpResponse {
  return message(503, "Service Unavailable", reason, []);
}

const JSON_TYPE: HeaderLines = [["Content-Type", "application/json"]];

function withChallenge(authenticate: string | undefined): HeaderLines {
  return authenticate === undefined
    ? JSON_TYPE
    : [...JSON_TYPE, ["www-authenticate", authenticate]];
}

function message(
  status: number,
  text: string,
  reason: string,
  headers: HeaderLines = JSON_TYPE,
): HttpResponse {
  return { status, headers, body: JSON.stringify({ message: text }), reason };
}
