import type { Apigatewayv2Deployment } from "@cdktf/provider-aws/lib/apigatewayv2-deployment";
import { Apigatewayv2Stage } from "@cdktf/provider-aws/lib/apigatewayv2-stage";
import { Fn } from "cdktf";
import { Construct } from "constructs";
import type { AccessLog, IntegratingApi, IStage } from "../api-gateway";
import { checkOwnEndpoint, checkStageOptions, stageLogs } from "../api-gateway";
import { escaped } from "../core/literal";
import type { IAlarmTopic } from "../observability/alarm";
import type { StageAlarmOptions } from "../observability/stage-alarms";
import { StageAlarms } from "../observability/stage-alarms";
import type { StageMetrics } from "../observability/stage-metrics";
import { addresses, deployedParts } from "./deployment";
import { checkRouteSettings, routeSettings, settingsOf } from "./route-settings";
import type { WebSocketStageOptions } from "./stage-props";

/** The API of a stage. */
export interface StagedApi extends IntegratingApi {
  readonly apiId: string;
  readonly apiEndpoint: string;
  readonly disableExecuteApiEndpoint: boolean;
  /** Whether the API has a route of the key. */
  hasRoute(routeKey: string): boolean;
}

/** Props of `WebSocketStage`. */
export interface WebSocketStageProps extends WebSocketStageOptions {
  /** Letters, digits, `_` and `-`; 1 to 128 characters. */
  readonly stageName: string;
  /** The API that the stage serves. */
  readonly api: StagedApi;
  /** What it serves; undefined with `autoDeploy`. */
  readonly deployment: Apigatewayv2Deployment | undefined;
}

/**
 * A deployment of a WebSocket API under a name, with which the paths of its URLs begin.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-set-up-websocket-deployment.html
 */
export class WebSocketStage extends Construct implements IStage {
  readonly apiType = "WEBSOCKET";
  /** The underlying Terraform resource. */
  readonly resource: Apigatewayv2Stage;
  readonly stageName: string;
  /** The log of its connections and messages; undefined with `accessLogs: false`. */
  readonly accessLog: AccessLog | undefined;
  /** The API that the stage serves. */
  readonly api: StagedApi;

  /** @throws if AWS would refuse the name or an option */
  constructor(scope: Construct, id: string, props: WebSocketStageProps) {
    super(scope, id);
    checkStageOptions(this, props);
    const { api, stageName } = props;
    this.api = api;
    this.stageName = stageName;
    const group = `/aws/apigateway/${api.apiId}/${stageName}`;
    const { accessLog, executionLog } = stageLogs(this, "WEBSOCKET", group, props);
    this.accessLog = accessLog;
    this.resource = new Apigatewayv2Stage(this, "Resource", {
      apiId: api.apiId,
      name: stageName,
      description: escaped(props.stageDescription),
      autoDeploy: props.autoDeploy,
      deploymentId: props.deployment?.id,
      stageVariables: props.stageVariables,
      accessLogSettings: this.accessLog?.settings,
      defaultRouteSettings: settingsOf(props),
      routeSettings: routeSettings(props),
    });
    // A deployment depends on the routes itself.
    const served = props.deployment ? [] : [api];
    this.resource.dependsOn = addresses(() => [...served.flatMap(deployedParts), executionLog]);
    checkRouteSettings(this, props.routeSettings, (routeKey) => api.hasRoute(routeKey));
  }

  /** Identifier of the API, as a reference to the stage. */
  get apiId(): string {
    return this.resource.apiId;
  }

  /** Whether the API is reached by its custom domain names only. */
  get disableExecuteApiEndpoint(): boolean {
    return this.api.disableExecuteApiEndpoint;
  }

  /** What CloudWatch has about the stage. */
  get metrics(): StageMetrics {
    return {
      dimensions: { ApiId: this.apiId, Stage: this.stageName },
      requests: ["ConnectCount", "MessageCount"].map((metricName) => ({ metricName, stat: "Sum" })),
      clientErrors: ["ClientError"],
      serverErrors: ["ExecutionError", "IntegrationError"],
      hasLatency: false,
    };
  }

  /**
   * Adds alarms for the rates of refused and failed connections and messages, and for the latency of
   * integrations. Each is sent to the topic when it begins and when it ends.
   * @throws if an option is out of range, or the stage has alarms already
   */
  alarms(topic: IAlarmTopic, options: StageAlarmOptions = {}): StageAlarms {
    return new StageAlarms(this, "Alarms", this.metrics, topic, options);
  }

  /**
   * URL to which clients connect, e.g. `wss://abc.execute-api.eu-west-1.amazonaws.com/v1`. It refers to
   * the API, not to the stage, so a function that the API invokes may have it in its environment.
   * @throws if the endpoint is disabled
   */
  get url(): string {
    checkOwnEndpoint(this, this.disableExecuteApiEndpoint);
    return `${this.api.apiEndpoint}/${this.stageName}`;
  }

  /**
   * The endpoint of the API Gateway Management API, by which functions send messages to clients and
   * end connections, e.g. `https://abc.execute-api.eu-west-1.amazonaws.com/v1`. It refers to the API,
   * as `url` does. A function also needs `api.grantManageConnections`.
   * @throws if the endpoint is disabled
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-how-to-call-websocket-api-connections.html
   */
  get callbackUrl(): string {
    return Fn.replace(this.url, "/^ws/", "http");
  }
}
