import type { StreamedResponse } from "../../lambda/lambda-service";
import type { HttpResponse } from "../common/http/http-message";
import { badGateway } from "./own-responses";
import { parsedResult } from "./parsed-result";
import { isFields, responseHead, type Fields } from "./response-head";
import { HTTP_RESPONSE, malformedStream, streamHead } from "./stream-head";

const JSON_TYPE = "application/json";

/**
 * The response to a streaming handler. As recorded, its body is lost if it has metadata; and if it
 * has written nothing, its failure too.
 */
export function bufferedStream({ contentType, body }: StreamedResponse): HttpResponse {
  const begun = body.length === 0 ? undefined : streamHead(contentType, body);
  if (!begun) {
    return { status: 200, headers: [["Content-Type", JSON_TYPE]], body: "" };
  }
  if (contentType !== HTTP_RESPONSE) {
    return { status: 200, headers: [["Content-Type", "application/octet-stream"]], body };
  }
  const { head } = begun;
  return head.problem === undefined
    ? { status: head.status, headers: head.headers, body: "" }
    : malformedStream(head.problem);
}

/**
 * The response of a URL with the invoke mode BUFFERED. A result without `statusCode` is the body.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html#urls-payloads
 */
export function bufferedResponse(payload: Buffer): HttpResponse {
  const result = parsedResult(payload);
  if (result === undefined) {
    return badGateway("the function's response is not JSON");
  }
  if (isFields(result) && Object.hasOwn(result, "statusCode")) {
    const head = responseHead(result, JSON_TYPE);
    return head.problem === undefined
      ? { status: head.status, headers: head.headers, body: bodyOf(result) }
      : badGateway(`the function's response is malformed: ${head.problem}`);
  }
  return { status: 200, headers: [["Content-Type", JSON_TYPE]], body: textOf(result) };
}

/** Lambda writes objects anew, and escapes their slashes. */
function textOf(result: unknown): string {
  if (typeof result === "string") {
    return result;
  }
  const text = JSON.stringify(result);
  return isFields(result) ? text.replaceAll("/", "\\/") : text;
}

function bodyOf({ body, isBase64Encoded }: Fields): string | Buffer {
  if (body === undefined || body === null) {
    return "";
  }
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return isBase64Encoded === true ? Buffer.from(text, "base64") : text;
}
