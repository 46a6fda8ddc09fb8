import type { Duration } from "../core/duration";
import type { ThrottleSettings } from "../api-gateway";

/** What may differ between the stages of an API. */
export interface StageOptions {
  /**
   * Up to 1,024 characters.
   * @default none
   */
  readonly stageDescription?: string;
  /**
   * What integrations read as `stageVariables.name`: up to 100, names of up to 64 letters, digits
   * and underscores, values of up to 512 letters, digits and `-._~:/?#&=,`.
   * @default none
   */
  readonly stageVariables?: Readonly<Record<string, string>>;
  /**
   * Whether X-Ray traces the requests.
   * @default false
   */
  readonly tracing?: boolean;
  /**
   * Limits of each method, over which it answers 429.
   * @default 1,000 requests per second, 500 at once
   */
  readonly throttle?: ThrottleSettings;
  /**
   * What API Gateway writes to the execution log. Bodies and headers are never written.
   * @default "ERROR"
   */
  readonly loggingLevel?: "OFF" | "ERROR" | "INFO";
  /**
   * Whether each request is logged, a line of JSON each.
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
   * KMS key that encrypts both logs; its policy must let CloudWatch Logs use it.
   * @default CloudWatch's own encryption
   */
  readonly logKmsKeyArn?: string;
}
