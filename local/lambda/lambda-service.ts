/** How a function is invoked: what the Invoke API of Lambda takes besides the payload. */
export interface InvokeOptions {
  /** X-Ray header (`Root=1-…`) that the sandbox sees as `_X_AMZN_TRACE_ID`. */
  readonly traceId?: string;
  /** Client context of the Invoke API, as JSON text. */
  readonly clientContext?: string;
  /** Version or alias by which the function is called; part of the invoked ARN. */
  readonly qualifier?: string;
}

/** A finished invocation. */
export interface InvocationResult {
  readonly requestId: string;
  /** The handler's answer as JSON, or the error object as JSON when `functionError` is set. */
  readonly payload: Buffer;
  /** Set when the handler failed, timed out, or its process ended. */
  readonly functionError?: "Handled" | "Unhandled";
  /** The last 4 KB of the invocation's log. */
  logTail(): string;
}

/** The invocation did not start: Lambda's own error, e.g. TooManyRequestsException (429). */
export class LambdaServiceError extends Error {
  constructor(
    readonly code: string,
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

/** Lambda, as the gateways see it. */
export interface LambdaService {
  /**
   * Invokes the function and waits for its answer (RequestResponse).
   * @param functionRef name, ARN, or ARN with qualifier
   * @throws LambdaServiceError when there is no such function, or it is throttled
   */
  invoke(
    functionRef: string,
    payload: Buffer | string,
    options?: InvokeOptions,
  ): Promise<InvocationResult>;

  /** Queues an asynchronous invocation (Event) and returns at once. */
  invokeAsync(functionRef: string, payload: Buffer | string, options?: InvokeOptions): void;
}
