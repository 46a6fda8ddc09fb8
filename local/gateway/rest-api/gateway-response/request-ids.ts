import type { HttpResponse } from "../../common/http-message";
import type { StageCall } from "../call/call";

/** Adds the IDs that API Gateway puts on every response of a stage. */
export function withRequestIds({ ids }: StageCall, response: HttpResponse): HttpResponse {
  const { status, body, reason } = response;
  const headers = [
    ["x-amzn-RequestId", ids.requestId],
    ["x-amz-apigw-id", ids.extendedRequestId],
    ...response.headers,
  ] as const;
  return { status, headers, body, reason };
}
