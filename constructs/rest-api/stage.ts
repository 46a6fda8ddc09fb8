import { ApiGatewayDeployment } from "@cdktf/provider-aws/lib/api-gateway-deployment";
import { ApiGatewayMethodSettings } from "@cdktf/provider-aws/lib/api-gateway-method-settings";
import { ApiGatewayRestApi } from "@cdktf/provider-aws/lib/api-gateway-rest-api";
import { ApiGatewayStage } from "@cdktf/provider-aws/lib/api-gateway-stage";
import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { Construct } from "constructs";
import { AccessLog, checkThrottle, DEFAULT_THROTTLE } from "../api-gateway";
import { isKnown } from "../known";
import { checkLogRetention, DEFAULT_LOG_RETENTION } from "../log-retention";
import { refuse } from "../refusal";
import { escaped } from "./escape";
import { StageOptions } from "./stage-props";

/** Props of `Stage`. */
export interface StageProps extends StageOptions {
  /** Letters, digits, `_` and `-`; 1 to 128 characters. */
  readonly stageName: string;
  readonly restApi: ApiGatewayRestApi;
  readonly deployment: ApiGatewayDeployment;
}

/**
 * A deployment of an API under a name, the first part of its URL's path.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-deploy-api.html
 */
export class Stage extends Construct {
  /** The underlying stage. */
  readonly resource: ApiGatewayStage;
  /** URL of the API's root path, without a slash at the end. */
  readonly url: string;

  constructor(scope: Construct, id: string, props: StageProps) {
    super(scope, id);
    const { stageName, restApi, deployment, variables, logRetention: retention } = props;
    checkStageName(this, stageName);
    checkLogRetention(this, "logRetention", retention);
    checkThrottle(this, props.throttle);

    const accessLog = new AccessLog(this, "AccessLog", { apiType: "REST", retention });
    // API Gateway would make the group at the first request, to be kept for ever and by nobody.
    const executionLog = new CloudwatchLogGroup(this, "ExecutionLog", {
      name: `API-Gateway-Execution-Logs_${restApi.id}/${stageName}`,
      retentionInDays: retention ?? DEFAULT_LOG_RETENTION,
    });
    this.resource = new ApiGatewayStage(this, "Resource", {
      restApiId: restApi.id,
      deploymentId: deployment.id,
      stageName,
      description: escaped(props.description),
      variables: escaped(variables),
      xrayTracingEnabled: props.tracing ?? false,
      accessLogSettings: accessLog.settings,
      dependsOn: [executionLog],
    });
    this.addMethodSettings(restApi, props);
    this.url = this.resource.invokeUrl;
  }

  private addMethodSettings(restApi: ApiGatewayRestApi, props: StageProps): void {
    const { rateLimit, burstLimit } = props.throttle ?? DEFAULT_THROTTLE;
    new ApiGatewayMethodSettings(this, "MethodSettings", {
      restApiId: restApi.id,
      stageName: this.resource.stageName,
      methodPath: "*/*",
      settings: {
        loggingLevel: props.loggingLevel ?? "ERROR",
        metricsEnabled: true,
        // It would write whole requests, with their credentials, to the log.
        dataTraceEnabled: false,
        throttlingRateLimit: rateLimit,
        throttlingBurstLimit: burstLimit,
      },
    });
  }
}

/** The name is part of construct ids and of a log's name, so it must be known. */
export function checkStageName(scope: Construct, stageName: string): void {
  if (isKnown(stageName) && /^[\w-]{1,128}$/.test(stageName)) return;
  refuse(scope, {
    what: "stageName",
    value: stageName,
    allowed: "1 to 128 letters, digits, _ and -, known at synth",
    fix: "Rename the stage.",
  });
}
