import type { HttpResponse } from "../../common/http/http-message";
import { OVERSIZE_REASONS, type Oversize } from "../../common/http/oversize";

/** Responses that no API customizes, because API Gateway sends them before it chooses a stage. */

const JSON_TYPE = ["Content-Type", "application/json"] as const;

/** Responses to requests above API Gateway's limits. */
export const OVERSIZE_RESPONSES: Readonly<Record<Oversize, HttpResponse>> = {
  "body too large": {
    status: 413,
    headers: [JSON_TYPE, ["x-amzn-ErrorType", "RequestTooLargeException"]],
    body: '{"message":"Request Too Long"}',
    reason: OVERSIZE_REASONS["body too large"],
  },
  "headers too large": {
    status: 431,
    headers: [JSON_TYPE],
    body: '{"message":"Request Header Fields Too Large"}',
    reason: OVERSIZE_REASONS["headers too large"],
  },
};

/** The response where the runner itself fails. */
export function internalServerError(reason: string): HttpResponse {
  return {
    status: 500,
    headers: [JSON_TYPE],
    body: '{"message": "Internal server error"}',
    reason,
  };
}

/** 403 for a stage that doesn't exist. */
export function stageNotFound(reason: string): HttpResponse {
  return {
    status: 403,
    headers: [["x-amzn-ErrorType", "ForbiddenException"], JSON_TYPE],
    body: '{"message":"Forbidden"}',
    reason,
  };
}
