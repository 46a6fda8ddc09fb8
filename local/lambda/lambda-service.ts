import type { Report } from "./log/log-lines";

/** The parameters of Lambda's Invoke API, besides function and payload. */
export interface InvokeOptions {
  /** X-Ray header (`Root=1-…`) that the sandbox sees as `_X_AMZN_TRACE_ID`. */
  readonly traceId?: string;
  /**
   * Whether the invocation is refused if it continues a recursive loop: Lambda doesn't follow a chain
   * through an API. @default false
   */
  readonly stopsLoops?: boolean;
  /** Client context of the Invoke API, as JSON text. */
  readonly clientContext?: string;
  /** Version or alias to invoke; part of the invoked ARN. */
  readonly qualifier?: string;
  /** The version that runs. @default the one that the qualifier selects */
  readonly version?: string;
  /** The ID of the invocation. @default a new one */
  readonly requestId?: string;
  /** Receives the response of a handler that streams it. @default it is buffered, up to 6 MB */
  readonly sink?: ResponseSink;
  /** Keeps 1 MB of the invocation's log for `logTail`. @default false: 4 KB, as Lambda does */
  readonly keepsLog?: boolean;
}

/** Receives a response while its handler writes it. */
export interface ResponseSink {
  /**
   * The first chunk follows, or an error.
   * @param contentType as the handler has set it
   */
  begin(contentType: string): void;
  /** @returns when to continue, if the sink is full */
  write(chunk: Buffer): Promise<void> | undefined;
}

/** What a handler has streamed. */
export interface StreamedResponse {
  readonly contentType: string;
  /** Empty if a sink received it. */
  readonly body: Buffer;
}

/** A finished invocation. */
export interface InvocationResult {
  readonly requestId: string;
  /** The handler's response as JSON, or an error object if `functionError` is set. */
  readonly payload: Buffer;
  /** Undefined unless the handler streams its response. It may have failed on the way. */
  readonly streamed?: StreamedResponse;
  /** Set if the handler failed or timed out, or its process ended. */
  readonly functionError?: "Handled" | "Unhandled";
  /** What the REPORT line of the log shows; undefined for a stub, which has none. */
  readonly report?: Report;
  /** The end of the invocation's log. @param bytes at most; @default 4096, as Lambda returns them */
  logTail(bytes?: number): string;
}

/** An error of Lambda itself, e.g. TooManyRequestsException (429): the invocation did not start. */
export class LambdaServiceError extends Error {
  constructor(
    readonly code: string,
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

/** The chain of requests has invoked the function too often. */
export class RecursiveInvocationError extends LambdaServiceError {
  /** @param times in the chain so far */
  constructor(functionName: string, times: number) {
    super(
      "RecursiveInvocationException",
      400,
      `${functionName} was invoked ${times} times in one chain of requests: the loop is stopped. To allow it, set recursive_loop = "Allow" in an aws_lambda_function_recursion_config.`,
    );
  }
}

/** @param limit bytes */
export function requestTooLarge(limit: number): LambdaServiceError {
  const message = `Request must be smaller than ${limit} bytes for the InvokeFunction operation`;
  return new LambdaServiceError("RequestTooLargeException", 413, message);
}

/** The runner can't serve the function as Lambda would. AWS has no such error. */
export class UnservableFunctionError extends LambdaServiceError {
  constructor(readonly reason: string) {
    super("NotServedLocally", 501, `Not served by the local runner: ${reason}`);
  }
}

/** Lambda, as the gateways see it. */
export interface LambdaService {
  /**
   * Invokes the function and waits for its response (RequestResponse).
   * @param functionRef name, ARN, or ARN with qualifier
   * @throws LambdaServiceError if the function does not exist or is throttled
   */
  invoke(
    functionRef: string,
    payload: Buffer | string,
    options?: InvokeOptions,
  ): Promise<InvocationResult>;

  /** Queues an asynchronous invocation (Event) and returns at once. */
  invokeAsync(functionRef: string, payload: Buffer | string, options?: InvokeOptions): void;
}
