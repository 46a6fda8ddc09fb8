import type {
  InvocationResult,
  InvokeOptions,
  LambdaService,
} from "../../../../local/lambda/lambda-service";

interface Invocation {
  readonly functionRef: string;
  readonly event: unknown;
  readonly options: InvokeOptions | undefined;
}

/** A value, one made from the event or a promise of it, an error object, a rejected invocation, or one that hangs. */
export type FakeResponse =
  | { readonly returns: unknown }
  | { readonly handles: (event: unknown) => unknown }
  | { readonly fails: object }
  | { readonly throws: Error }
  | "never";

const REPORT = {
  requestId: "1",
  milliseconds: 2,
  memoryMegabytes: 128,
  maxMemoryKilobytes: 30_000,
  isOverMemory: false,
  initMilliseconds: undefined,
  isColdStart: false,
  status: "success",
} as const;

/** Lambda without processes: it records its events and returns the given response. */
export class FakeLambda implements LambdaService {
  readonly invocations: Invocation[] = [];
  readonly asynchronous: Invocation[] = [];

  constructor(private readonly response: FakeResponse = { returns: { statusCode: 200 } }) {}

  /** The event of the only invocation. */
  get event(): Record<string, unknown> {
    expect(this.invocations).toHaveLength(1);
    return this.invocations[0]?.event as Record<string, unknown>;
  }

  async invoke(
    functionRef: string,
    payload: Buffer | string,
    options?: InvokeOptions,
  ): Promise<InvocationResult> {
    const event: unknown = JSON.parse(payload.toString());
    this.invocations.push({ functionRef, event, options });
    const { response } = this;
    if (response === "never") {
      return new Promise(() => undefined);
    }
    if ("throws" in response) {
      throw response.throws;
    }
    const base = { requestId: "1", report: REPORT, logTail: () => "" };
    if ("fails" in response) {
      const failed = { ...base, functionError: "Unhandled" as const };
      return { ...failed, payload: Buffer.from(JSON.stringify(response.fails)) };
    }
    const returned = "handles" in response ? await response.handles(event) : response.returns;
    return { ...base, payload: Buffer.from(JSON.stringify(returned)) };
  }

  invokeAsync(functionRef: string, payload: Buffer | string, options?: InvokeOptions): void {
    this.asynchronous.push({ functionRef, event: JSON.parse(payload.toString()), options });
  }
}
