import { Readable } from "node:stream";
import type { InvocationResult, InvokeOptions, LambdaService } from "../../lambda/lambda-service";
import type { HeaderLines, HttpResponse } from "../common/http/http-message";
import { functionFailed } from "../../lambda/function-failed";
import { CutResponse, type StreamingResponse } from "../common/http/streaming-response";
import { UrlResponseSink } from "./response-sink";
import { isFields, responseHead } from "./response-head";
import { malformedStream } from "./stream-head";
import { parsedResult } from "./parsed-result";

const OCTETS = "application/octet-stream";

/**
 * Invokes the function of a URL with the invoke mode RESPONSE_STREAM.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-response-streaming.html
 * @returns the response when its head is known
 * @throws LambdaServiceError if the invocation doesn't start
 */
export async function invokeStreaming(
  lambda: LambdaService,
  functionArn: string,
  event: string,
  options: InvokeOptions,
): Promise<HttpResponse | StreamingResponse> {
  const sink = new UrlResponseSink();
  const ended = lambda.invoke(functionArn, event, { ...options, sink });
  const end = (): void => sink.end();
  void ended.then(end, end);
  return Promise.race([sink.response, ended.then(withoutHead)]);
}

/** The response of a handler that has not written any part of a stream. */
function withoutHead(result: InvocationResult): HttpResponse | StreamingResponse {
  if (result.streamed) {
    return nothingWritten(result);
  }
  if (!result.functionError) {
    return notStreamed(result.payload);
  }
  // The error with its stack trace reaches the client.
  const headers: HeaderLines = [["Content-Type", "application/json"]];
  const body = Readable.from([result.payload]);
  return { status: 200, headers, body, reason: functionFailed(result) };
}

/** On AWS, the metadata of such a stream isn't sent, and the response doesn't end. */
function nothingWritten(result: InvocationResult): StreamingResponse {
  const why = result.functionError ? functionFailed(result) : "the handler wrote nothing";
  const end = "On AWS, the client gets neither data nor the end of the response";
  const body = new Readable({
    read: () => body.destroy(new CutResponse(`${why}. ${end}.`)),
  });
  return { status: 200, headers: [["Content-Type", OCTETS]], body };
}

/** The whole result is the body. Its status, headers and cookies are applied nevertheless. */
function notStreamed(payload: Buffer): HttpResponse | StreamingResponse {
  const result = parsedResult(payload);
  const fields = isFields(result) && Object.hasOwn(result, "statusCode") ? result : {};
  const head = responseHead(fields, OCTETS);
  return head.problem === undefined
    ? { status: head.status, headers: head.headers, body: Readable.from([payload]) }
    : malformedStream(head.problem);
}
