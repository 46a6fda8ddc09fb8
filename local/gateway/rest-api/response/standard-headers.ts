import { randomUUID } from "node:crypto";
import type { Call, StageCall } from "../request/call";
import type { HttpResponse } from "../../common/http-message";

/** The ids that API Gateway puts on every answer. */
export function gatewayHeaders({ ids }: StageCall, response: HttpResponse): HttpResponse {
  const headers = [
    ["x-amzn-RequestId", ids.requestId],
    ["x-amz-apigw-id", ids.extendedRequestId],
    ...response.headers,
  ] as const;
  return { ...response, headers };
}

/** A MOCK has no trace, and of an HTTP proxy the backend's own is passed on, if it sent one. */
export function withTraceHeader({ method, ids }: Call, response: HttpResponse): HttpResponse {
  const { type } = method.integration;
  if (type === "MOCK" || type === "HTTP_PROXY") return response;
  const headers = response.headers.filter(([name]) => name.toLowerCase() !== "x-amzn-trace-id");
  return { ...response, headers: [...headers, ["X-Amzn-Trace-Id", ids.trace.response]] };
}

/** 403 for a stage that isn't there: no API answers, so nothing of it is customised. */
export function stageNotFound(): HttpResponse {
  return {
    status: 403,
    headers: [
      ["x-amzn-RequestId", randomUUID()],
      ["x-amzn-ErrorType", "ForbiddenException"],
      ["Content-Type", "application/json"],
    ],
    body: '{"message":"Forbidden"}',
  };
}
