import { randomUUID } from "node:crypto";
import type { Log } from "../../log/log";
import type { FunctionConfig } from "../config/function-config";
import type { InvocationTarget } from "../function-set";
import { checkSize } from "../function-set";
import type { InvocationResult, InvokeOptions } from "../lambda-service";
import { AsyncInvocations, type AsyncOutcome } from "./async-invocations";
import type { AsyncJournal, JournalEntry } from "./async-journal";
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

/** Asynchronous invocations, and the records of their ends. */
export class AsyncEvents {
  private invocations = new AsyncInvocations();

  constructor(
    private readonly handlers: EventHandlers,
    private readonly log: Log,
    private readonly send: SendRecord | undefined,
    /** Keeps the invocations that `begin` starts. @default they end with the runner */
    private readonly journal?: AsyncJournal,
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

  /** Starts the invocations again that an earlier runner has left. */
  resume(): void {
    for (const entry of this.journal?.entries ?? []) {
      try {
        this.run(entry);
      } catch (error) {
        this.journal?.end(entry.requestId);
        const reason = (error as Error).message;
        this.log.write(
          entry.functionRef,
          `${new Date().toISOString()} ${entry.requestId} Asynchronous invocation dropped: ${reason}\n`,
          entry.requestId,
        );
      }
    }
  }

  /**
   * Starts an invocation that outlives the runner if there is a journal.
   * @returns the request ID
   * @throws LambdaServiceError if the function doesn't exist, or the event is too large
   */
  begin(functionRef: string, payload: Buffer | string, options: InvokeOptions): string {
    const { qualifier, clientContext, traceId, stopsLoops } = options;
    const kept = { qualifier, clientContext, traceId, stopsLoops };
    const entry = newEntry(functionRef, payload, kept);
    this.run(entry, () => this.journal?.begin(entry));
    return entry.requestId;
  }

  /**
   * Handles an event that its source keeps until it has ended.
   * @returns whether the event was handled or dropped; false if the runner stops before
   * @throws LambdaServiceError as `begin` does
   */
  handle(functionRef: string, payload: Buffer | string): Promise<boolean> {
    return this.attempt(newEntry(functionRef, payload, {}));
  }

  private run(entry: JournalEntry, onAccepted?: () => void): void {
    const ended = this.attempt(entry, onAccepted);
    void ended.then((isEnded) => isEnded && this.journal?.end(entry.requestId));
  }

  private attempt(entry: JournalEntry, onAccepted?: () => void): Promise<boolean> {
    const { functionRef, payload, options, requestId, begun } = entry;
    const { fn, version } = this.handlers.find(functionRef, options.qualifier);
    checkSize(payload, MAX_EVENT_BYTES);
    onAccepted?.();
    const { name: functionName, async } = fn.config;
    return this.invocations.start({
      functionName,
      begun,
      retries: async.retries,
      maximumAge: async.maximumAgeSeconds * 1_000,
      run: () => this.handlers.invoke(functionRef, payload, { ...options, requestId }),
      onEnded: (outcome) => this.end(fn.config, { requestId, version, payload }, outcome),
    });
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
      this.begin(record.target, record.body, {});
    } else if (this.send) {
      await this.send(record);
    } else {
      throw new Error("the local runner has no endpoint for it");
    }
  }
}

/** All attempts of an event have the same request ID. */
function newEntry(
  functionRef: string,
  payload: Buffer | string,
  options: JournalEntry["options"],
): JournalEntry {
  const requestId = randomUUID();
  return { requestId, functionRef, payload: payload.toString(), options, begun: Date.now() };
}
