import type { Invocation } from "./invocation";
import type { InvocationResult, ResponseSink } from "../lambda-service";
import { LambdaServiceError } from "../lambda-service";

/** The data of an invocation. */
export type InvocationData = Omit<Invocation, "finish" | "refuse">;

/** An accepted invocation and the promise of its result. */
export class PendingInvocation implements Invocation {
  readonly requestId: string;
  readonly payload: Buffer | string;
  readonly invokedArn: string;
  readonly traceId: string;
  readonly clientContext: string;
  readonly keepsLog: boolean;
  readonly sink: ResponseSink | undefined;
  readonly result: Promise<InvocationResult>;
  private resolve!: (result: InvocationResult) => void;
  private reject!: (error: Error) => void;

  constructor(
    data: InvocationData,
    private readonly onEnd: () => void,
  ) {
    this.requestId = data.requestId;
    this.payload = data.payload;
    this.invokedArn = data.invokedArn;
    this.traceId = data.traceId;
    this.clientContext = data.clientContext;
    this.keepsLog = data.keepsLog;
    this.sink = data.sink;
    this.result = new Promise((resolve, reject) => {
      this.resolve = resolve;
      this.reject = reject;
    });
  }

  finish(result: InvocationResult): void {
    this.onEnd();
    this.resolve(result);
  }

  refuse(error: Error): void {
    this.onEnd();
    this.reject(new LambdaServiceError("ServiceException", 500, error.message));
  }
}
