import type { AccessLogFormat, ThrottleSettings } from "../api-gateway";
import type { Duration } from "../core/duration";

/** Settings of one route in a stage, by default those of the stage. */
export interface WebSocketRouteSettings {
  readonly throttle?: ThrottleSettings;
  readonly loggingLevel?: WebSocketStageOptions["loggingLevel"];
  readonly detailedMetrics?: boolean;
}

/** Options of a stage. */
export interface WebSocketStageOptions {
  /**
   * Whether API Gateway deploys every change itself, at once and one by one. Otherwise the stage
   * serves a deployment, which is replaced when anything of the API changes that it consists of.
   * Open connections use the new routes in either case.
   * @default false
   */
  readonly autoDeploy?: boolean;
  /**
   * Limits of new connections and messages of each route, above which connections get 429 and
   * messages an error.
   * @default 1000 per second, 500 at once
   */
  readonly throttle?: ThrottleSettings;
  /**
   * Settings of single routes, by route key. A key without a route of the API is an error at synth.
   * @default those of the stage
   */
  readonly routeSettings?: Readonly<Record<string, WebSocketRouteSettings>>;
  /**
   * Whether CloudWatch gets the metrics of each route too, which are billed per metric.
   * @default false
   */
  readonly detailedMetrics?: boolean;
  /**
   * Level of the execution log. Messages and headers are never logged. Logs need the account's role:
   * see `ApiGatewayAccount`.
   * @default "ERROR"
   */
  readonly loggingLevel?: "OFF" | "ERROR" | "INFO";
  /**
   * Whether to log each connection, message and callback. It needs the account's role: see
   * `ApiGatewayAccount`.
   * @default true
   */
  readonly accessLogs?: boolean;
  /**
   * What the access log shows.
   * @default AccessLogFormat.json()
   */
  readonly accessLogFormat?: AccessLogFormat;
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
  /**
   * Variables for events and integrations: up to 100, with names of up to 64 letters, digits and
   * underscores, and values of up to 512 letters, digits and `-._~:/?#&=,`.
   * @default none
   */
  readonly stageVariables?: Readonly<Record<string, string>>;
  /**
   * Up to 1024 characters.
   * @default none
   */
  readonly stageDescription?: string;
}
