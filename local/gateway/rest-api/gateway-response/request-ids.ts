import type { HttpResponse } from "../../common/http/http-message";
import type { StageCall } from "../call/call";

/** Adds the IDs that API Gateway puts on every response of an API. */
export function withRequestIds(
  { ids }: Pick<StageCall, "ids">,
  response: HttpResponse,
): HttpResponse {
  const headers = [
    ["x-amzn-RequestId", ids.requestId],
    ["x-amz-apigw-id", ids.extendedRequestId],
    ...response.headers,
  ] as const;
  return { ...response, headers };
}
