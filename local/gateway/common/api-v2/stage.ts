import type { Throttle } from "../limits/throttle";

/** What an execution log contains; only WebSocket APIs have one. */
export type LoggingLevel = "OFF" | "ERROR" | "INFO";

/** A stage of an HTTP API or a WebSocket API. */
export interface Stage {
  /** Terraform address. */
  readonly address: string;
  readonly name: string;
  /** A stage without a deployment serves nothing. */
  readonly isDeployed: boolean;
  readonly variables: Readonly<Record<string, string>>;
  /** Undefined: the stage has no access log. */
  readonly accessLogFormat: string | undefined;
  /** Of each route without its own; undefined: only the account's limits apply. */
  readonly defaultThrottle: Throttle | undefined;
  /** By route key. */
  readonly routeThrottles: ReadonlyMap<string, Throttle>;
  /** Of each route without its own. */
  readonly defaultLoggingLevel: LoggingLevel;
  /** By route key. */
  readonly routeLoggingLevels: ReadonlyMap<string, LoggingLevel>;
}
