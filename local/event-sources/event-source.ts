import type { LambdaService } from "../lambda";
import type { Log } from "../log/log";
import type { AwsClient } from "../services";

/** What receives events and invokes a function with them. */
export interface EventSource {
  /** Resolves when events from now on are received. */
  start(): Promise<void>;
  /** Receives no more, and resolves when the invocations under way have ended. */
  stop(): Promise<void>;
}

/** What event sources use. */
export interface SourceServices {
  readonly client: AwsClient;
  readonly lambda: Pick<LambdaService, "invoke">;
  readonly log: Pick<Log, "report">;
}

/** An event source as the stack declares it. */
export interface DeclaredSource {
  /** Terraform address. */
  readonly address: string;
  /** The service whose endpoint it needs: `sqs`. */
  readonly service: string;
  /** As in a reference to a function: name or ARN, with a qualifier if any. */
  readonly functionRef: string;
  /** Equal for two readings of the stack if the source may go on as it is. */
  readonly settings: unknown;
  /** Why AWS refuses it for a function with this timeout; undefined if it doesn't. */
  readonly refusal: (functionTimeoutSeconds: number) => string | undefined;
  readonly create: (services: SourceServices) => EventSource;
}
