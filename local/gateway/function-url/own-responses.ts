import { type LambdaServiceError, requestTooLarge } from "../../lambda/lambda-service";
import type { HeaderLines, HttpResponse } from "../common/http/http-message";
import { invocationRefused } from "../common/log/reasons";

/** The responses that Lambda itself sends, with its texts. The reason is logged only. */

const JSON_TYPE: HeaderLines = [["Content-Type", "application/json"]];

/** The function failed, or its response is malformed. Its type is JSON, as recorded. */
export function badGateway(reason: string): HttpResponse {
  return { status: 502, headers: JSON_TYPE, body: "Internal Server Error", reason };
}

/** The caller may not invoke the function through its URL. */
export function forbidden(reason: string): HttpResponse {
  const message =
    "Forbidden. For troubleshooting Function URL authorization issues, see: https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html";
  return refusal(403, "AccessDeniedException", { Message: message }, reason);
}

export function invalidSignature(type: string, message: string, reason: string): HttpResponse {
  return refusal(403, type, { message }, reason);
}

export function headersTooLarge(reason: string): HttpResponse {
  return { status: 431, headers: [], body: "", reason };
}

const MAX_PAYLOAD = 6 * 1024 * 1024;

export function payloadTooLarge(): HttpResponse {
  const { message: Message } = requestTooLarge(MAX_PAYLOAD);
  const reason = `the request is larger than ${MAX_PAYLOAD} bytes`;
  return refusal(413, "RequestEntityTooLargeException", { Message }, reason);
}

/** Lambda has not started the invocation. */
export function refusedInvocation(error: LambdaServiceError): HttpResponse {
  const reason = invocationRefused(error);
  switch (error.status) {
    case 404:
      return forbidden(reason);
    case 413:
      return payloadTooLarge();
    case 429: {
      const Reason = "ReservedFunctionConcurrentInvocationLimitExceeded";
      const body = { Reason, Type: "User", message: error.message };
      return refusal(429, error.code, body, reason);
    }
    default:
      return badGateway(reason);
  }
}

function refusal(status: number, type: string, body: object, reason: string): HttpResponse {
  const headers: HeaderLines = [...JSON_TYPE, ["x-amzn-ErrorType", type]];
  return { status, headers, body: JSON.stringify(body), reason };
}
