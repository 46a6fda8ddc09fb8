import type { ApiGatewayDeployment } from "@cdktf/provider-aws/lib/api-gateway-deployment";
import type { ApiGatewayRestApi } from "@cdktf/provider-aws/lib/api-gateway-rest-api";
import { ApiGatewayStage } from "@cdktf/provider-aws/lib/api-gateway-stage";
import type { ITerraformDependable } from "cdktf";
import { dependable } from "cdktf";
import { Construct } from "constructs";
import type { AccessLog, IntegratingApi, IStage } from "../api-gateway";
import {
  checkOwnEndpoint,
  checkStageOptions,
  checkStageVariables,
  stageLogs,
} from "../api-gateway";
import { dnsSuffix, region } from "../core/aws-facts";
import { escaped } from "../core/literal";
import { checkChoice, checkRange } from "../core/checks";
import type { Kinds } from "../core/props";
import { boolean, checkProps, mapOf, number, required, string } from "../core/props";
import type { IAlarmTopic } from "../observability/alarm";
import type { StageAlarmOptions } from "../observability/stage-alarms";
import { StageAlarms } from "../observability/stage-alarms";
import type { StageMetrics } from "../observability/stage-metrics";
import { metricsOfHttp } from "../observability/stage-metrics";
import { addMethodSettings } from "./method-settings";
import type { Resource } from "./resource";
import type { CanarySettings, StageOptions } from "./stage-props";
import { CACHE_SIZES } from "./stage-props";

/** The API of a stage. */
export interface StagedApi extends IntegratingApi {
  readonly resource: ApiGatewayRestApi;
  readonly disableExecuteApiEndpoint: boolean;
  /** The path `/`, which knows all methods. */
  readonly root: Pick<Resource, "paths">;
}

/** Props of `Stage`. */
export interface StageProps extends StageOptions {
  /** Letters, digits, `_` and `-`; 1 to 128 characters. */
  readonly stageName: string;
  /** The API that is deployed. */
  readonly api: StagedApi;
  /** The snapshot that the stage serves. */
  readonly deployment: ApiGatewayDeployment;
}

/**
 * A deployment of an API under a name, with which the paths of its URLs begin. Detailed CloudWatch
 * metrics are enabled and are charged per metric.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-deploy-api.html
 */
export class Stage extends Construct implements IStage {
  readonly apiType = "REST";
  readonly stageName: string;
  /** The underlying stage. */
  readonly resource: ApiGatewayStage;
  /** The log of its requests; undefined with `accessLogs: false`. */
  readonly accessLog: AccessLog | undefined;
  /** The API that the stage serves. */
  readonly restApi: StagedApi;

  /** @throws if AWS would refuse the name or an option */
  constructor(scope: Construct, id: string, props: StageProps) {
    super(scope, id);
    checkStageOptions(this, props);
    checkChoice(this, "cacheClusterSize", props.cacheClusterSize, CACHE_SIZES);
    checkCanary(this, props.canary);
    this.stageName = props.stageName;
    this.restApi = props.api;
    const group = `API-Gateway-Execution-Logs_${props.api.resource.id}/${props.stageName}`;
    const { accessLog, executionLog } = stageLogs(this, "REST", group, props);
    this.accessLog = accessLog;
    this.resource = this.makeStage(props);
    this.addDependency(executionLog);
    addMethodSettings(this, { api: props.api, stageName: this.resource.stageName }, props);
  }

  /** Identifier of the API, as a reference to the stage. */
  get apiId(): string {
    return this.resource.restApiId;
  }

  /** Whether the API is reached by its custom domain names only. */
  get disableExecuteApiEndpoint(): boolean {
    return this.restApi.disableExecuteApiEndpoint;
  }

  /**
   * URL of the API's root path, without a slash at its end. It refers to the API, not to the stage, so
   * a function that the API invokes may have it in its environment.
   * @throws if the endpoint is disabled
   */
  get url(): string {
    checkOwnEndpoint(this, this.restApi.disableExecuteApiEndpoint);
    const host = `${this.restApi.resource.id}.execute-api.${region(this)}.${dnsSuffix(this)}`;
    return `https://${host}/${this.stageName}`;
  }

  /** What CloudWatch calls the metrics of the stage. */
  get metrics(): StageMetrics {
    const dimensions = { ApiName: this.restApi.resource.name, Stage: this.stageName };
    return metricsOfHttp(dimensions, "4XXError", "5XXError");
  }

  /**
   * Adds alarms for the rates of 4XX and 5XX responses and for latencies. Each is sent to the topic
   * when it begins and when it ends.
   * @throws if an option is out of range, or the stage has alarms already
   */
  alarms(topic: IAlarmTopic, options: StageAlarmOptions = {}): StageAlarms {
    return new StageAlarms(this, "Alarms", this.metrics, topic, options);
  }

  /** Makes the stage depend on a resource. */
  addDependency(dependency: ITerraformDependable): void {
    this.resource.dependsOn = [...(this.resource.dependsOn ?? []), dependable(dependency)];
  }

  private makeStage(props: StageProps): ApiGatewayStage {
    return new ApiGatewayStage(this, "Resource", {
      restApiId: props.api.resource.id,
      deploymentId: props.deployment.id,
      stageName: props.stageName,
      description: escaped(props.stageDescription),
      variables: props.stageVariables,
      xrayTracingEnabled: props.tracing ?? false,
      accessLogSettings: this.accessLog?.settings,
      ...(props.cacheClusterSize !== undefined && {
        cacheClusterEnabled: true,
        cacheClusterSize: props.cacheClusterSize,
      }),
      clientCertificateId: props.clientCertificate?.clientCertificateId,
      canarySettings: props.canary && {
        ...props.canary,
        deploymentId: props.canary.deploymentId ?? props.deployment.id,
      },
    });
  }
}

const CANARY_KINDS: Kinds<CanarySettings> = {
  percentTraffic: required(number),
  stageVariableOverrides: mapOf(string),
  deploymentId: string,
  useStageCache: boolean,
};

function checkCanary(scope: Construct, canary: CanarySettings | undefined): void {
  if (canary === undefined) {
    return;
  }
  checkProps(scope, canary, CANARY_KINDS, (prop) => `canary.${prop}`);
  checkRange(scope, "canary.percentTraffic", canary.percentTraffic, {
    min: 0,
    max: 100,
    unit: "percent",
  });
  checkStageVariables(scope, canary.stageVariableOverrides);
}
