import type { AsyncRecord, LambdaService } from "../lambda";
import type { Log } from "../log/log";
import type { AwsClient } from "../services";
import type { Positions } from "./stream/positions";

/** What receives events and invokes functions with them. */
export interface EventSource {
  /** Resolves when events from now on are received. */
  start(): Promise<void>;
  /** Receives no more, and resolves when the invocations under way have ended. */
  stop(): Promise<void>;
}

/** Lambda, as event sources see it. */
export interface EventHandlers extends Pick<LambdaService, "invoke" | "invokeAsync"> {
  /**
   * Invokes a function asynchronously with an event that its source keeps until it was handled.
   * @returns whether the event was handled or dropped; false if the runner stops before
   */
  handleEvent(functionRef: string, payload: string): Promise<boolean>;
}

/** What event sources use. */
export interface SourceServices {
  readonly client: AwsClient;
  readonly lambda: EventHandlers;
  readonly log: Pick<Log, "report">;
  /** Sends a record to a queue, topic or event bus. */
  readonly send: (record: AsyncRecord) => Promise<void>;
  /** How far streams were read. */
  readonly positions: Positions;
}

/** An event source as the stack declares it. */
export interface DeclaredSource {
  /** Terraform address. */
  readonly address: string;
  /** The services whose endpoints it needs: `sqs`. */
  readonly services: readonly string[];
  /** The functions that it invokes: names or ARNs, with a qualifier if any. */
  readonly functionRefs: readonly string[];
  /** Equal for two readings of the stack if the source may go on as it is. */
  readonly settings: unknown;
  /** Why AWS refuses it for a function with this timeout. @default it doesn't */
  readonly refusal?: (functionTimeoutSeconds: number) => string | undefined;
  readonly create: (services: SourceServices) => EventSource;
}
