import type { Duration } from "../core/duration";
import type { ThrottleSettings } from "../api-gateway";

/** Options of a stage. */
export interface StageOptions {
  /**
   * Up to 1,024 characters.
   * @default none
   */
  readonly stageDescription?: string;
  /**
   * Variables that integrations read as `stageVariables.name`: up to 100, with names of up to 64
   * letters, digits and underscores, and values of up to 512 letters, digits and `-._~:/?#&=,`.
   * @default none
   */
  readonly stageVariables?: Readonly<Record<string, string>>;
  /**
   * Whether to trace requests with X-Ray.
   * @default false
   */
  readonly tracing?: boolean;
  /**
   * Limits of each method, above which requests get 429.
   * @default 1,000 requests per second, 500 at once
   */
  readonly throttle?: ThrottleSettings;
  /**
   * Level of the execution log. Bodies and headers are never logged.
   * @default "ERROR"
   */
  readonly loggingLevel?: "OFF" | "ERROR" | "INFO";
  /**
   * Whether to log each request, as a line of JSON.
   * @default true
   */
  readonly accessLogs?: boolean;
  /**
   * How long access and execution log are kept: one of CloudWatch's periods, e.g.
   * `Duration.days(30)`.
   * @default Duration.days(14)
   */
  readonly logRetention?: Duration;
  /**
   * ARN of the KMS key that encrypts both logs. Its policy must allow CloudWatch Logs.
   * @default CloudWatch's own encryption
   */
  readonly logKmsKeyArn?: string;
}
