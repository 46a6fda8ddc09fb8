import { randomUUID } from "node:crypto";
import { once } from "node:events";
import type { ServerResponse } from "node:http";
import type {
  InvocationResult,
  InvokeOptions,
  LambdaService,
  ResponseSink,
} from "../lambda-service";
import { eventMessage } from "./event-stream";

export interface StreamedInvocation {
  readonly functionRef: string;
  readonly payload: Buffer | string;
  readonly options: InvokeOptions & { readonly version: string };
  /** Whether the last message has the end of the log. */
  readonly wantsTail: boolean;
}

/**
 * Invokes a function, and sends its response while the handler writes it.
 * @throws LambdaServiceError if the invocation doesn't start: nothing is sent then
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_InvokeWithResponseStream.html
 */
export async function streamInvocation(
  { functionRef, payload, options, wantsTail }: StreamedInvocation,
  lambda: Pick<LambdaService, "invoke">,
  response: ServerResponse,
): Promise<void> {
  const requestId = randomUUID();
  const sink = sinkOf(response, {
    "Content-Type": "application/vnd.amazon.eventstream",
    "X-Amzn-RequestId": requestId,
    "X-Amz-Executed-Version": options.version,
  });
  const result = await lambda.invoke(functionRef, payload, { ...options, requestId, sink });
  if (!response.headersSent) {
    sink.begin("application/octet-stream");
  }
  if (result.streamed === undefined && result.functionError === undefined) {
    await sink.write(result.payload);
  }
  const complete = Buffer.from(JSON.stringify(completion(result, wantsTail)));
  response.end(eventMessage("InvokeComplete", "application/json", complete));
}

function sinkOf(response: ServerResponse, headers: Readonly<Record<string, string>>): ResponseSink {
  return {
    begin: () => void response.writeHead(200, headers).flushHeaders(),
    write: (chunk) => {
      const isTaken = response.write(
        eventMessage("PayloadChunk", "application/octet-stream", chunk),
      );
      // A client that goes away ends the wait as well.
      return isTaken || response.destroyed
        ? undefined
        : Promise.race([once(response, "drain"), once(response, "close")]).then(() => undefined);
    },
  };
}

function completion({ functionError, payload, logTail }: InvocationResult, wantsTail: boolean) {
  return {
    ...(functionError && { ErrorCode: functionError, ErrorDetails: payload.toString() }),
    ...(wantsTail && { LogResult: Buffer.from(logTail()).toString("base64") }),
  };
}
