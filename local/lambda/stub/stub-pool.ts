import type { Log } from "../../log/log";
import type { FunctionConfig } from "../config/function-config";
import { lastBytes, TAIL_LENGTH } from "../log/sandbox-log";
import { MAX_RESPONSE_BYTES } from "../sandbox/channel";
import { responseTooLarge, timedOut } from "../sandbox/function-errors";
import type { Invocation } from "../sandbox/invocation";
import type { InvocationPool } from "../served-function";
import { ResponseStream } from "../sandbox/response-stream";
import type { StreamedResponse } from "../lambda-service";
import { errorObject } from "./error-object";
import type { FunctionStub, StubContext } from "./function-override";

interface Outcome {
  readonly payload: Buffer;
  readonly streamed?: StreamedResponse;
  readonly functionError?: "Unhandled";
  /** The one line that a failure logs. @default "" */
  readonly log?: string;
}

/** Runs the stub of a function: in this process, as many invocations at once as there are. */
export class StubPool implements InvocationPool {
  private readonly running = new Map<Invocation, NodeJS.Timeout>();

  constructor(
    private readonly config: FunctionConfig,
    private readonly version: string,
    private readonly stub: FunctionStub,
    private readonly log: Log,
  ) {}

  accept(invocation: Invocation): void {
    const { timeoutSeconds } = this.config;
    const timeOut = () => this.finish(invocation, this.lateOutcome(invocation));
    this.running.set(invocation, setTimeout(timeOut, timeoutSeconds * 1000));
    void this.outcome(invocation).then((outcome) => this.finish(invocation, outcome));
  }

  retire(): void {
    // Nothing waits for invocations.
  }

  close(reason: Error): Promise<void> {
    for (const [invocation, timer] of this.running) {
      clearTimeout(timer);
      invocation.refuse(reason);
    }
    this.running.clear();
    return Promise.resolve();
  }

  /** What ends later, after the timeout or the end of the runner, has no effect. */
  private finish(
    invocation: Invocation,
    { payload, streamed, functionError, log = "" }: Outcome,
  ): void {
    const timer = this.running.get(invocation);
    if (timer === undefined) {
      return;
    }
    clearTimeout(timer);
    this.running.delete(invocation);
    const { requestId } = invocation;
    this.log.write(this.config.name, log, requestId);
    const logTail = (bytes = TAIL_LENGTH): string => lastBytes(log, bytes);
    invocation.finish({ requestId, payload, streamed, functionError, logTail });
  }

  private async outcome(invocation: Invocation): Promise<Outcome> {
    const { requestId, payload } = invocation;
    try {
      const event: unknown = JSON.parse(payload.toString());
      const result: unknown = await this.stub(event, this.context(invocation));
      if (isStream(result)) {
        return await streamedOutcome(result, invocation);
      }
      const response = Buffer.from(stringified(result));
      return response.length > MAX_RESPONSE_BYTES
        ? failed(responseTooLarge())
        : { payload: response };
    } catch (thrown) {
      const error = JSON.stringify(errorObject(thrown));
      const line = `${now()}\t${requestId}\tERROR\tInvoke Error \t${error}\n`;
      return failed(Buffer.from(error), line);
    }
  }

  private lateOutcome({ requestId }: Invocation): Outcome {
    const { timeoutSeconds } = this.config;
    const message = `Task timed out after ${timeoutSeconds.toFixed(2)} seconds`;
    return failed(timedOut(requestId, timeoutSeconds), `${now()} ${requestId} ${message}\n`);
  }

  private context({ requestId, invokedArn, clientContext }: Invocation): StubContext {
    const { name, memoryMegabytes, timeoutSeconds, logging } = this.config;
    const deadline = Date.now() + timeoutSeconds * 1000;
    return {
      functionName: name,
      functionVersion: this.version,
      invokedFunctionArn: invokedArn,
      memoryLimitInMB: String(memoryMegabytes),
      awsRequestId: requestId,
      logGroupName: logging.logGroup,
      clientContext: clientContext === "" ? undefined : JSON.parse(clientContext),
      getRemainingTimeInMillis: () => deadline - Date.now(),
    };
  }
}

type Chunks = AsyncIterable<string | Uint8Array>;

/** A stream of Node.js or of the web, or what an async generator returns. */
function isStream(result: unknown): result is Chunks {
  return typeof result === "object" && result !== null && Symbol.asyncIterator in result;
}

async function streamedOutcome(chunks: Chunks, { sink }: Invocation): Promise<Outcome> {
  const stream = new ResponseStream("application/octet-stream", sink);
  for await (const chunk of chunks) {
    await stream.write(Buffer.from(chunk as Uint8Array));
    if (stream.isTooLarge) {
      return failed(responseTooLarge());
    }
  }
  return { payload: stream.streamed?.body ?? Buffer.alloc(0), streamed: stream.streamed };
}

function stringified(result: unknown): string {
  try {
    return JSON.stringify(result ?? null) ?? "null";
  } catch {
    throw new Error("Unable to stringify response body");
  }
}

function failed(payload: Buffer, log?: string): Outcome {
  return { payload, functionError: "Unhandled", log };
}

function now(): string {
  return new Date().toISOString();
}
