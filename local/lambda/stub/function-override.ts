/** What a test changes about a function of the stack. */
export interface FunctionOverride {
  /** Variables that are added to the function's own, or replace them. @default none */
  readonly environment?: Readonly<Record<string, string>>;
  /** Runs instead of the function's code, in the runner's process. @default the code runs */
  readonly stub?: FunctionStub;
}

/**
 * A handler in the runner's process. Its result, or what it throws, becomes the function's response
 * or error as in Lambda's Node.js runtime. What a stream or an async generator yields is streamed.
 */
export type FunctionStub = (event: unknown, context: StubContext) => unknown;

/**
 * The context of an invocation.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-context.html
 */
export interface StubContext {
  readonly functionName: string;
  readonly functionVersion: string;
  readonly invokedFunctionArn: string;
  /** Megabytes, as text. */
  readonly memoryLimitInMB: string;
  readonly awsRequestId: string;
  readonly logGroupName: string;
  readonly clientContext: unknown;
  /** Milliseconds until the function's `timeout`. */
  getRemainingTimeInMillis(): number;
}
