import type { HttpResponse } from "../common/http-message";
import type { Oversize } from "../common/server";

function message(status: number, text: string): HttpResponse {
  return {
    status,
    headers: [["Content-Type", "application/json"]],
    body: JSON.stringify({ message: text }),
  };
}

/** API Gateway's own answers, in its words. */
export const NOT_FOUND = message(404, "Not Found");
export const OVERSIZE: Readonly<Record<Oversize, HttpResponse>> = {
  "body too large": message(413, "Request Entity Too Large"),
  "headers too large": message(431, "Request Header Fields Too Large"),
};
/** What a client gets where the function fails, or answers what is no response. */
export const INTERNAL_SERVER_ERROR = message(500, "Internal Server Error");
/** Where the integration is late or can't be reached; as AWS sends it, without a Content-Type. */
export const SERVICE_UNAVAILABLE: HttpResponse = {
  ...message(503, "Service Unavailable"),
  headers: [],
};
