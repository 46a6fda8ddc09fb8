import type { HeaderLines, HttpResponse } from "../../common/http/http-message";
import { completedTrace, type RequestIds } from "../../common/http/ids";
import type { Connection } from "../connection/connection";

const JSON_TYPE: HeaderLines = [["Content-Type", "application/json"]];

/** The response to a POST. */
export function posted(ids: RequestIds): HttpResponse {
  const headers = [...base(ids), ["X-Amzn-Trace-Id", completedTrace(ids.trace)] as const];
  return { status: 200, headers, body: "" };
}

/** The response to a DELETE. */
export function deleted(ids: RequestIds): HttpResponse {
  return { status: 204, headers: base(ids), body: "" };
}

/** The response to a GET, in AWS's layout. */
export function described(ids: RequestIds, { facts, lastActiveAt }: Connection): HttpResponse {
  const { sourceIp, userAgent = "", connectedAt } = facts;
  const lines = [
    "{",
    '  "identity" : {',
    `    "sourceIp" : ${JSON.stringify(sourceIp)},`,
    `    "userAgent" : ${JSON.stringify(userAgent)}`,
    "  },",
    `  "connectedAt" : "${connectedAt.toISOString()}",`,
    `  "lastActiveAt" : "${lastActiveAt.toISOString()}"`,
    "}",
  ];
  return { status: 200, headers: base(ids), body: lines.join("\n") };
}

/** An error, with AWS's name of it. @param reason logged only */
export function refused(
  ids: RequestIds,
  status: 400 | 403 | 410,
  errorType: string,
  body: string,
  reason: string,
): HttpResponse {
  return { status, headers: [...base(ids), ["x-amzn-ErrorType", errorType]], body, reason };
}

/** The response of the load balancer before API Gateway to a payload that is too large. */
export function tooLarge(reason: string): HttpResponse {
  return { status: 413, headers: [["Connection", "keep-alive"]], body: "", reason };
}

function base({ requestId, extendedRequestId }: RequestIds): HeaderLines {
  return [...JSON_TYPE, ["x-amzn-RequestId", requestId], ["x-amz-apigw-id", extendedRequestId]];
}
