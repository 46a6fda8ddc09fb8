import { ThrottleSettings } from "../api-gateway";

/** Options of a stage. */
export interface StageOptions {
  /** @default none */
  readonly description?: string;
  /**
   * What integrations read as `stageVariables.name`.
   * @default none
   */
  readonly variables?: Readonly<Record<string, string>>;
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
   * What API Gateway writes to the execution log. Anything but `OFF` needs the account's
   * `ApiGatewayAccount`. Bodies and headers are never written.
   * @default "ERROR"
   */
  readonly loggingLevel?: "OFF" | "ERROR" | "INFO";
  /**
   * Days for which access and execution log are kept: one of CloudWatch's periods.
   * @default 14
   */
  readonly logRetention?: number;
}
