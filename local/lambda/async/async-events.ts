import { randomUUID } from "node:crypto";
import type { Log } from "../../log/log";
import type { FunctionConfig } from "../config/function-config";
import type { InvocationTarget } from "../function-set";
import { checkSize } from "../function-set";
import type { InvocationResult, InvokeOptions } from "../lambda-service";
import { AsyncInvocations, type AsyncOutcome } from "./async-invocations";
import { type AsyncEvent, type AsyncRecord, asyncRecords } from "./async-records";

const MAX_EVENT_BYTES = 1024 * 1024;

/** Sends a record to a queue, topic or event bus. */
export type SendRecord = (record: AsyncRecord) => Promise<void>;

/** The functions that events are for. */
export interface EventHandlers {
  /** @throws LambdaServiceError ResourceNotFoundException */
  find(functionRef: string, qualifier?: string): InvocationTarget;
  invoke(
    functionRef: string,
    payload: Buffer | string,
    options: InvokeOptions,
  ): Promise<InvocationResult>;
}

export interface StartedEvent {
  readonly requestId: string;
  /** Whether the event was handled or dropped; false if the runner stops before. */
  readonly ended: Promise<boolean>;
}

/** Asynchronous invocations, and the records of their ends. */
export class AsyncEvents {
  private invocations = new AsyncInvocations();

  constructor(
    private readonly handlers: EventHandlers,
    private readonly log: Log,
    private readonly send: SendRecord | undefined,
  ) {}

  /** Names of the functions whose invocations wait for a retry, each as often as it has some. */
  get waiting(): string[] {
    return this.invocations.waiting;
  }

  /** Resolves when the invocations that are under way now have ended. */
  ended(): Promise<void> {
    return this.invocations.ended();
  }

  /** Drops the invocations that wait for a retry. */
  dropRetries(): void {
    this.invocations.close();
    this.invocations = new AsyncInvocations();
  }

  /** Retries nothing any more. */
  close(): void {
    this.invocations.close();
  }

  /** @throws LambdaServiceError if the function doesn't exist, or the event is too large */
  start(functionRef: string, payload: Buffer | string, options: InvokeOptions): StartedEvent {
    const { fn, version } = this.handlers.find(functionRef, options.qualifier);
    checkSize(payload, MAX_EVENT_BYTES);
    // All attempts of an event have the same request ID.
    const requestId = randomUUID() as string;
    const { name: functionName, async } = fn.config;
    const ended = this.invocations.start({
      functionName,
      retries: async.retries,
      maximumAge: async.maximumAgeSeconds * 1_000,
      run: () => this.handlers.invoke(functionRef, payload, { ...options, requestId }),
      onEnded: (outcome) =>
        this.end(fn.config, { requestId, version, payload: payload.toString() }, outcome),
    });
    return { requestId, ended };
  }

  private async end(
    config: FunctionConfig,
    event: AsyncEvent,
    outcome: AsyncOutcome,
  ): Promise<void> {
    const log = (message: string): void => {
      const line = `${new Date().toISOString()} ${event.requestId} ${message}\n`;
      this.log.write(config.name, line, event.requestId);
    };
    if (outcome.condition !== "Success") {
      log(`Asynchronous invocation dropped, the last failure was: ${outcome.failure}`);
    }
    for (const record of asyncRecords(config, event, outcome)) {
      try {
        await this.sendRecord(record);
      } catch (error) {
        const reason = (error as Error).message;
        log(`The record of the invocation can't be sent to ${record.target}: ${reason}`);
      }
    }
  }

  private async sendRecord(record: AsyncRecord): Promise<void> {
    if (record.target.split(":")[2] === "lambda") {
      this.start(record.target, record.body, {});
    } else if (this.send) {
      await this.send(record);
    } else {
      throw new Error("the local runner has no endpoint for it");
    }
  }
}
