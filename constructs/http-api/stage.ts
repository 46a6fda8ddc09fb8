import { Apigatewayv2Stage } from "@cdktf/provider-aws/lib/apigatewayv2-stage";
import { Construct } from "constructs";
import type { AccessLogFormat, IStage, ThrottleSettings } from "../api-gateway";
import {
  AccessLog,
  checkOwnEndpoint,
  checkStageVariables,
  checkThrottle,
  DEFAULT_THROTTLE,
} from "../api-gateway";
import type { Duration } from "../core/duration";
import { isKnown } from "../core/known";
import { checkLength } from "../core/checks";
import { escaped } from "../core/literal";
import { checkKind, required, string } from "../core/props";
import { refuse } from "../core/refusal";
import type { IAlarmTopic } from "../observability/alarm";
import type { StageAlarmOptions } from "../observability/stage-alarms";
import { StageAlarms } from "../observability/stage-alarms";
import type { StageMetrics } from "../observability/stage-metrics";
import { metricsOfHttp } from "../observability/stage-metrics";

/** Options of a stage. */
export interface HttpStageOptions {
  /**
   * Limits above which requests get 429.
   * @default 1000 requests per second, 500 at once
   */
  readonly throttle?: ThrottleSettings;
  /**
   * Whether CloudWatch gets the metrics of each route too, which are billed per metric.
   * @default false
   */
  readonly detailedMetrics?: boolean;
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
   * How long the access log is kept: one of CloudWatch's periods, e.g. `Duration.days(30)`.
   * @default Duration.days(14)
   */
  readonly accessLogRetention?: Duration;
  /**
   * ARN of the KMS key that encrypts the access log. Its policy must allow CloudWatch Logs.
   * @default CloudWatch's own encryption
   */
  readonly accessLogKmsKeyArn?: string;
  /**
   * Variables for events and parameter mappings: up to 100, with names of up to 64 letters, digits and
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

/** The API of a stage. */
export interface StagedApi {
  readonly apiId: string;
  readonly apiEndpoint: string;
  readonly disableExecuteApiEndpoint: boolean;
}

/** The stage that is served at the root of the API's endpoint. */
export const DEFAULT_STAGE = "$default";

/**
 * A stage of an HTTP API. It deploys every change automatically, without a deployment resource. It
 * depends on the API's routes, so nothing that a route refers to may refer to `resource`.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-stages.html
 */
export class HttpStage extends Construct implements IStage {
  readonly apiType = "HTTP";
  /** The underlying Terraform resource. */
  readonly resource: Apigatewayv2Stage;
  /** The log of its requests; undefined with `accessLogs: false`. */
  readonly accessLog: AccessLog | undefined;
  /** @throws if AWS would refuse the name or an option */
  constructor(
    scope: Construct,
    id: string,
    private readonly api: StagedApi,
    readonly stageName: string,
    options: HttpStageOptions = {},
  ) {
    super(scope, id);
    checkOptions(this, stageName, options);
    const { rateLimit, burstLimit } = options.throttle ?? DEFAULT_THROTTLE;
    this.accessLog = options.accessLogs === false ? undefined : accessLog(this, options);
    this.resource = new Apigatewayv2Stage(this, "Resource", {
      apiId: api.apiId,
      name: stageName,
      description: escaped(options.stageDescription),
      autoDeploy: true,
      stageVariables: options.stageVariables,
      accessLogSettings: this.accessLog?.settings,
      defaultRouteSettings: {
        throttlingRateLimit: rateLimit,
        throttlingBurstLimit: burstLimit,
        detailedMetricsEnabled: options.detailedMetrics,
      },
    });
  }

  /** Identifier of the API, as a reference to the stage. */
  get apiId(): string {
    return this.resource.apiId;
  }

  /** Whether the API is reached by its custom domain names only. */
  get disableExecuteApiEndpoint(): boolean {
    return this.api.disableExecuteApiEndpoint;
  }

  /**
   * URL of the stage's root path, without a slash at its end. It refers to the API, not to the stage, so
   * a function that the API invokes may have it in its environment.
   * @throws if the endpoint is disabled
   */
  get url(): string {
    checkOwnEndpoint(this, this.api.disableExecuteApiEndpoint);
    const { apiEndpoint } = this.api;
    return this.stageName === DEFAULT_STAGE ? apiEndpoint : `${apiEndpoint}/${this.stageName}`;
  }

  /** What CloudWatch calls the metrics of the stage. */
  get metrics(): StageMetrics {
    const dimensions = { ApiId: this.apiId, Stage: this.stageName };
    return metricsOfHttp(dimensions, "4xx", "5xx");
  }

  /**
   * Adds alarms for the rates of 4XX and 5XX responses and for latencies. Each is sent to the topic
   * when it begins and when it ends.
   * @throws if an option is out of range, or the stage has alarms already
   */
  alarms(topic: IAlarmTopic, options: StageAlarmOptions = {}): StageAlarms {
    return new StageAlarms(this, "Alarms", this.metrics, topic, options);
  }
}

function accessLog(stage: Construct, options: HttpStageOptions): AccessLog {
  return new AccessLog(stage, "AccessLog", {
    apiType: "HTTP",
    format: options.accessLogFormat,
    retention: options.accessLogRetention,
    kmsKeyArn: options.accessLogKmsKeyArn,
  });
}

function checkOptions(scope: Construct, stageName: string, options: HttpStageOptions): void {
  checkName(scope, stageName);
  checkLength(scope, "stageDescription", options.stageDescription, { max: 1024 });
  checkThrottle(scope, options.throttle);
  checkStageVariables(scope, options.stageVariables);
}

/** The name must be known at synth because it is part of the stage's Terraform address. */
function checkName(scope: Construct, stageName: string): void {
  checkKind(scope, "stage name", stageName, required(string));
  if (isKnown(stageName) && /^(\$default|[A-Za-z0-9_-]{1,128})$/.test(stageName)) {
    return;
  }
  refuse(scope, {
    what: "stage name",
    value: stageName,
    allowed: "$default, or 1 to 128 letters, digits, hyphens and underscores, known at synth",
    fix: "Choose another name; the paths of the stage begin with it.",
  });
}
