import { randomUUID } from "node:crypto";
import type { Call, StageCall } from "../call/call";
import { isNamed, type HttpResponse } from "../../common/http-message";
import { completedTrace } from "../../common/ids";

/** The ids that API Gateway puts on every answer. */
export function gatewayHeaders({ ids }: StageCall, response: HttpResponse): HttpResponse {
  const { status, body, reason } = response;
  const headers = [
    ["x-amzn-RequestId", ids.requestId],
    ["x-amz-apigw-id", ids.extendedRequestId],
    ...response.headers,
  ] as const;
  return { status, headers, body, reason };
}

/** A MOCK has no trace, and of an HTTP proxy the backend's own is passed on, if it sent one. */
export function withTraceHeader({ method, ids }: Call, response: HttpResponse): HttpResponse {
  const { type } = method.integration;
  if (type === "MOCK" || type === "HTTP_PROXY") {
    return response;
  }
  const { status, body } = response;
  const headers = response.headers.filter(([name]) => !isNamed(name, "x-amzn-trace-id"));
  headers.push(["X-Amzn-Trace-Id", completedTrace(ids.trace)]);
  return { status, headers, body };
}

/** 403 for a stage that isn't there: no API answers, so nothing of it is customised. */
export function stageNotFound(reason: string): HttpResponse {
  return {
    status: 403,
    headers: [
      ["x-amzn-RequestId", randomUUID()],
      ["x-amzn-ErrorType", "ForbiddenException"],
      ["Content-Type", "application/json"],
    ],
    body: '{"message":"Forbidden"}',
    reason,
  };
}
