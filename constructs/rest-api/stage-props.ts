import type { Duration } from "../core/duration";
import type { ClientCertificate } from "./client-certificate";
import type { AccessLogFormat, ThrottleSettings } from "../api-gateway";

/** Settings of one method in a stage, by default those of the stage. */
export interface MethodDeploymentOptions {
  readonly cachingEnabled?: boolean;
  readonly cacheTtl?: Duration;
  readonly throttle?: ThrottleSettings;
}

/** A part of the requests, which gets other stage variables or another deployment. */
export interface CanarySettings {
  /** Percentage of the requests, 0 to 100. */
  readonly percentTraffic: number;
  /**
   * Stage variables that differ for these requests.
   * @default those of the stage
   */
  readonly stageVariableOverrides?: Readonly<Record<string, string>>;
  /**
   * Identifier of the deployment that these requests get.
   * @default that of the stage
   */
  readonly deploymentId?: string;
  /**
   * Whether these requests share the cache of the others.
   * @default false
   */
  readonly useStageCache?: boolean;
}

/** Sizes of a cache in GB. */
export const CACHE_SIZES = ["0.5", "1.6", "6.1", "13.5", "28.4", "58.2", "118", "237"] as const;

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
   * Size in GB of a cache for the responses to GET requests, billed by the hour. Requests that differ in
   * a parameter get different responses only if the method's `cacheKeyParameters` have it: variables of
   * the path are no exception.
   * @default no cache
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-caching.html
   */
  readonly cacheClusterSize?: (typeof CACHE_SIZES)[number];
  /**
   * Whether all methods are cached, with a `cacheClusterSize`.
   * @default true
   */
  readonly cachingEnabled?: boolean;
  /**
   * How long a response is cached, up to 3,600 seconds. The cache is encrypted.
   * @default Duration.minutes(5)
   */
  readonly cacheTtl?: Duration;
  /**
   * Settings of single methods, by path and method, e.g. `/pets/{id}/GET`, or `/GET` for the root. A
   * name without a method of the API is an error at synth.
   * @default none
   */
  readonly methodOptions?: Readonly<Record<string, MethodDeploymentOptions>>;
  /**
   * Certificate that API Gateway shows to the backends of HTTP integrations: a `ClientCertificate`, or
   * an object with the ID of an existing one.
   * @default none
   */
  readonly clientCertificate?: Pick<ClientCertificate, "clientCertificateId">;
  /**
   * A part of the requests that is treated differently.
   * @default none
   */
  readonly canary?: CanarySettings;
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
   * Whether to log each request.
   * @default true
   */
  readonly accessLogs?: boolean;
  /**
   * What the access log shows of a request.
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
}
