import { Apigatewayv2Api } from "@cdktf/provider-aws/lib/apigatewayv2-api";
import type { Apigatewayv2Deployment } from "@cdktf/provider-aws/lib/apigatewayv2-deployment";
import type { Apigatewayv2Route } from "@cdktf/provider-aws/lib/apigatewayv2-route";
import { Construct } from "constructs";
import type { IntegratingApi } from "../api-gateway";
import { newStageId, warnOverQuota } from "../api-gateway";
import { ApiAuthorizers } from "../api-gateway-v2/api-authorizers";
import { ApiIntegrations } from "../api-gateway-v2/api-integrations";
import { checkChoice, checkLength } from "../core/checks";
import { escaped } from "../core/literal";
import { physicalName } from "../core/physical-name";
import { checkConstructProps, checkProps } from "../core/props";
import { refuse } from "../core/refusal";
import { prepareSynthesisOf } from "../core/stack-synthesis";
import type { IGrantable } from "../lambda";
import { grant } from "../lambda/grants/grantee";
import type { IAlarmTopic } from "../observability/alarm";
import type { StageAlarmOptions, StageAlarms } from "../observability/stage-alarms";
import { WebSocketApiKeySelectionExpression } from "./api-key-selection-expression";
import { apiDeployment } from "./deployment";
import type { WebSocketIntegrationConfig } from "./integration";
import { addIntegrationResponses } from "./integration/integration-responses";
import type { WebSocketModelProps } from "./model/websocket-model";
import { checkModelName, WebSocketModel } from "./model/websocket-model";
import { missingRoutes } from "./missing-routes";
import { API_KINDS, STAGE_KINDS } from "./prop-kinds";
import { checkRoute, createRoute } from "./route";
import { checkRouteKey } from "./route-key";
import { selectionExpression } from "./selection-expression";
import { WebSocketStage } from "./stage";
import type { WebSocketStageOptions } from "./stage-props";
import type { WebSocketApiProps, WebSocketRouteOptions } from "./websocket-api-props";

/** Default quotas. @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html */
const QUOTA = { routes: 300, stages: 10 };

/**
 * A WebSocket API with its routes, integrations and stages.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api.html
 */
export class WebSocketApi extends Construct implements IntegratingApi {
  /** The underlying Terraform resource. */
  readonly resource: Apigatewayv2Api;
  /** Identifier, the first part of the endpoint's host name. */
  readonly apiId: string;
  /** URL without a path, e.g. `wss://abc.execute-api.eu-west-1.amazonaws.com`. */
  readonly apiEndpoint: string;
  /** ARN that the ARNs of the API's requests begin with. */
  readonly executionArn: string;
  /** Whether the API is reached by its custom domain names only. */
  readonly disableExecuteApiEndpoint: boolean;
  /** The stage that `stageName` names. */
  readonly deploymentStage: WebSocketStage;
  private readonly stages: WebSocketStage[] = [];
  private readonly stageDefaults: WebSocketStageOptions;
  private readonly routeKeys = new Set<string>();
  private readonly integrations = new ApiIntegrations<WebSocketIntegrationConfig>(
    this,
    (integration, config) => addIntegrationResponses(this, integration, config),
  );
  private readonly authorizers = new ApiAuthorizers(this);
  /** Created for the first stage that has no `autoDeploy`. */
  private deployment: Apigatewayv2Deployment | undefined;

  /** @throws if AWS would refuse a prop; the error names the path, the value, and what is allowed */
  constructor(scope: Construct, id: string, props: WebSocketApiProps) {
    super(scope, id);
    checkConstructProps(this, WebSocketApi, props, API_KINDS);
    checkLength(this, "apiName", props.apiName, { min: 1, max: 128 });
    checkLength(this, "description", props.description, { max: 1024 });
    checkApiKeySelection(this, props.apiKeySelectionExpression);
    prepareSynthesisOf(this);
    const { routeSelectionExpression = "$request.body.action" } = props;
    this.disableExecuteApiEndpoint = props.disableExecuteApiEndpoint === true;
    this.resource = new Apigatewayv2Api(this, "Resource", {
      name: props.apiName ?? physicalName(this, 128),
      protocolType: "WEBSOCKET",
      description: escaped(props.description),
      routeSelectionExpression: selectionExpression(
        this,
        "routeSelectionExpression",
        routeSelectionExpression,
      ),
      apiKeySelectionExpression: props.apiKeySelectionExpression,
      disableExecuteApiEndpoint: props.disableExecuteApiEndpoint,
    });
    this.apiId = this.resource.id;
    this.apiEndpoint = this.resource.apiEndpoint;
    this.executionArn = this.resource.executionArn;
    this.stageDefaults = stageDefaults(props);
    const { stageName, stageVariables, stageDescription } = props;
    this.deploymentStage = this.addStage(stageName, { stageVariables, stageDescription });
    this.addOwnRoutes(props);
    this.node.addValidation({
      validate: () => missingRoutes(this, this.routeKeys),
    });
  }

  /**
   * URL to which clients connect, in the stage that `stageName` names; see `WebSocketStage.url`.
   * @throws if the endpoint is disabled
   */
  get url(): string {
    return this.deploymentStage.url;
  }

  /**
   * Routes messages to an integration, and returns the underlying Terraform resource. Its address
   * depends only on the route key.
   * @param routeKey - what `routeSelectionExpression` yields for its messages, e.g. `sendMessage`; or
   * `$connect`, `$disconnect` or `$default`
   * @throws if the key is taken, or AWS would refuse an option
   */
  addRoute(routeKey: string, options: WebSocketRouteOptions): Apigatewayv2Route {
    checkRouteKey(this, routeKey);
    checkRoute(this, routeKey, options);
    this.takeRouteKey(routeKey);
    const { integrations, authorizers } = this;
    return createRoute({ api: this, integrations, authorizers }, routeKey, options);
  }

  /**
   * Adds a model, by which routes validate messages.
   * @throws if the name is taken, or API Gateway would refuse the name or the schema
   */
  addModel(name: string, props: WebSocketModelProps): WebSocketModel {
    checkModelName(this, name);
    const id = `Model-${name}`;
    if (this.node.tryFindChild(id)) {
      const allowed = "one model of each name in an API";
      const fix = "Use the existing model, or choose another name.";
      refuse(this, { what: "name of the model", value: name, allowed, fix });
    }
    return new WebSocketModel(this, id, name, props);
  }

  /** Whether the API has a route of the key. */
  hasRoute(routeKey: string): boolean {
    return this.routeKeys.has(routeKey);
  }

  /**
   * Adds a stage; it serves all routes, under `/<name>` of the endpoint. Connections belong to the API,
   * so every stage reaches all of them.
   * @throws if AWS would refuse the name or an option, or the stage already exists
   */
  addStage(stageName: string, options: WebSocketStageOptions = {}): WebSocketStage {
    const id = newStageId(this, stageName);
    checkProps(this, options, STAGE_KINDS);
    const own = Object.entries(options).filter(([, value]) => value !== undefined);
    const merged: WebSocketStageOptions = { ...this.stageDefaults, ...Object.fromEntries(own) };
    const deployment = merged.autoDeploy === true ? undefined : this.ensureDeployment();
    const stage = new WebSocketStage(this, id, { ...merged, stageName, api: this, deployment });
    this.stages.push(stage);
    warnOverQuota(this, { what: "stages", count: this.stages.length, quota: QUOTA.stages });
    return stage;
  }

  /**
   * Lets a function send messages to connections, read about them and end them: at the
   * `callbackUrl` of a stage.
   * @param stage - one of the API's; without it, of every stage
   * @throws if the stage is one of another API, or the function's role belongs to somebody else
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-control-access-iam.html
   */
  grantManageConnections(grantee: IGrantable, stage?: WebSocketStage): void {
    this.checkOwnStage(stage);
    // IAM compares with the literal `<stage>/POST/@connections/{connectionId}`, not with the id of a
    // connection, so a pattern can't be narrower. One that ends with `@connections` matches nothing.
    const resource = `${this.executionArn}/${stage?.stageName ?? "*"}/*/@connections/*`;
    grant(grantee, ["execute-api:ManageConnections"], [resource]);
  }

  /** Adds alarms to each stage that the API has now: see `WebSocketStage.alarms`. */
  alarms(topic: IAlarmTopic, options: StageAlarmOptions = {}): StageAlarms[] {
    return this.stages.map((stage) => stage.alarms(topic, options));
  }

  private checkOwnStage(stage: WebSocketStage | undefined): void {
    if (stage === undefined || stage.api === this) {
      return;
    }
    refuse(this, {
      what: "stage of grantManageConnections",
      value: stage.node.path,
      allowed: "a stage of this API, e.g. api.deploymentStage",
      fix: "Call grantManageConnections of the API that has the stage.",
    });
  }

  private addOwnRoutes(props: WebSocketApiProps): void {
    const routes = {
      $connect: props.connectRouteOptions,
      $disconnect: props.disconnectRouteOptions,
      $default: props.defaultRouteOptions,
    };
    for (const [routeKey, options] of Object.entries(routes)) {
      if (options !== undefined) {
        this.addRoute(routeKey, options);
      }
    }
  }

  private ensureDeployment(): Apigatewayv2Deployment {
    this.deployment ??= apiDeployment(this, this.resource);
    return this.deployment;
  }

  private takeRouteKey(routeKey: string): void {
    if (this.routeKeys.has(routeKey)) {
      refuse(this, {
        what: "route key",
        value: routeKey,
        allowed: "one route of each key",
        fix: "Remove one of the two.",
      });
    }
    this.routeKeys.add(routeKey);
    warnOverQuota(this, { what: "routes", count: this.routeKeys.size, quota: QUOTA.routes });
  }
}

function checkApiKeySelection(scope: Construct, expression: string | undefined): void {
  const choices = Object.values(WebSocketApiKeySelectionExpression);
  checkChoice(scope, "apiKeySelectionExpression", expression, choices);
}

/** The props that further stages inherit. */
function stageDefaults(props: WebSocketApiProps): WebSocketStageOptions {
  const { autoDeploy, throttle, routeSettings, detailedMetrics, loggingLevel } = props;
  const { accessLogs, accessLogFormat, logRetention, logKmsKeyArn } = props;
  return {
    ...{ autoDeploy, throttle, routeSettings, detailedMetrics, loggingLevel },
    ...{ accessLogs, accessLogFormat, logRetention, logKmsKeyArn },
  };
}
