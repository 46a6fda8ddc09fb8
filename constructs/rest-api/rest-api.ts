import type { ApiGatewayDeployment } from "@cdktf/provider-aws/lib/api-gateway-deployment";
import type { ApiGatewayRestApi } from "@cdktf/provider-aws/lib/api-gateway-rest-api";
import type { ITerraformDependable } from "cdktf";
import { dependable } from "cdktf";
import { Construct } from "constructs";
import { newStageId, warnOverQuota } from "../api-gateway";
import { checkConstructProps, checkKind, checkProps } from "../core/props";
import { refuse } from "../core/refusal";
import { prepareSynthesisOf } from "../core/stack-synthesis";
import type { IAlarmTopic } from "../observability/alarm";
import type { StageAlarmOptions, StageAlarms } from "../observability/stage-alarms";
import { apiDeployment } from "./api-deployment";
import { apiResource } from "./api-resource";
import { ApiAuthorizers } from "./authorizer/api-authorizers";
import { checkRestApi } from "./check-rest-api";
import { ApiCors, warnOfUnreadableErrors, warnOfUnusedPreflights } from "./cors";
import { document } from "./document";
import type { GatewayResponseProps, GatewayResponseType } from "./gateway-response";
import { GatewayResponses } from "./gateway-responses";
import type { Integration } from "./integration";
import type { Operation } from "./method/operation";
import { operation } from "./method/operation";
import type { MethodOptions } from "./method/method-props";
import type { Model, ModelProps } from "./method/model";
import { Models } from "./method/model";
import { API_KINDS, INTEGRATION_KIND, METHOD_KINDS, STAGE_KINDS } from "./prop-kinds";
import { Resource } from "./resource";
import { attachPolicy, resourcePolicy } from "./resource-policy";
import type { RestApiProps } from "./rest-api-props";
import { Stage } from "./stage";
import type { StageOptions } from "./stage-props";

/** The default. @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-execution-service-limits-table.html */
const STAGE_QUOTA = 10;

/**
 * A REST API with a stage.
 *
 * The API is one OpenAPI document, not a Terraform resource for each path, method and response.
 * Terraform may destroy a removed resource only after the deployment has taken its snapshot, and
 * changing the type of an integration loses the integration's responses. See
 * https://github.com/hashicorp/terraform-provider-aws/issues/21907 and
 * https://github.com/hashicorp/terraform-provider-aws/issues/11344.
 *
 * Its stages log to CloudWatch with the role of `ApiGatewayAccount`, which must be deployed before.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-rest-api.html
 */
export class RestApi extends Construct {
  /** The underlying API. */
  readonly resource: ApiGatewayRestApi;
  /** The path `/`, to which methods and further paths are added. */
  readonly root: Resource;
  /** The stage that `stageName` names. */
  readonly deploymentStage: Stage;
  /** ARN that the ARNs of the API's requests begin with. */
  readonly executionArn: string;
  /** Whether the API is reached by its custom domain names only. */
  readonly disableExecuteApiEndpoint: boolean;

  private readonly isEdgeOptimized: boolean;
  private readonly models = new Models(this);
  private readonly authorizers: ApiAuthorizers;
  private readonly gatewayResponses = new GatewayResponses(this);
  private readonly cors = new ApiCors(this);
  /** The method that has each operation name. */
  private readonly operationNames = new Map<string, string>();
  private readonly deployment: ApiGatewayDeployment;
  private readonly stages: Stage[] = [];
  private readonly stageDefaults: StageOptions;
  private readonly stageDependencies = new Set<ITerraformDependable>();

  /** @throws if AWS would refuse a prop, or a private API has no policy */
  constructor(scope: Construct, id: string, props: RestApiProps) {
    super(scope, id);
    checkConstructProps(this, RestApi, props, API_KINDS);
    checkRestApi(this, props);
    prepareSynthesisOf(this);
    const { cors, gatewayResponses } = this;
    this.root = new Resource(this, "/", {
      describe: (...method) => this.describe(...method),
      cors,
    });
    const paths = () => this.root.paths();
    warnOfUnreadableErrors(this, { paths, gatewayResponses, cors });
    warnOfUnusedPreflights(this, paths, cors);
    const policy = props.policy === undefined ? undefined : resourcePolicy(this, props.policy);
    this.resource = apiResource(this, props, () => this.document(policy));
    this.executionArn = this.resource.executionArn;
    this.isEdgeOptimized = props.endpointType === "EDGE";
    this.disableExecuteApiEndpoint = props.disableExecuteApiEndpoint === true;
    this.authorizers = new ApiAuthorizers(this, props, (permission) =>
      this.addStageDependency(permission),
    );
    this.deployment = apiDeployment(this, this.resource, props);
    if (policy !== undefined) {
      this.deployment.dependsOn = [dependable(attachPolicy(this, this.resource, policy))];
    }
    const { tracing, throttle, loggingLevel, accessLogs, logRetention, logKmsKeyArn } = props;
    this.stageDefaults = {
      tracing,
      throttle,
      loggingLevel,
      accessLogs,
      accessLogFormat: props.accessLogFormat,
      logRetention,
      logKmsKeyArn,
      cacheClusterSize: props.cacheClusterSize,
      cachingEnabled: props.cachingEnabled,
      cacheTtl: props.cacheTtl,
      methodOptions: props.methodOptions,
      clientCertificate: props.clientCertificate,
    };
    const { stageName, stageDescription, stageVariables, canary } = props;
    this.deploymentStage = this.addStage(stageName, { stageDescription, stageVariables, canary });
    this.node.addValidation({
      validate: () => [...this.missingMethods(), ...this.models.missing()],
    });
  }

  /**
   * URL of the root path under the first stage, without a slash at the end. A function that the API
   * invokes may have it in its environment.
   * @throws if the endpoint is disabled
   */
  get url(): string {
    return this.deploymentStage.url;
  }

  /** The resource of a path such as `/pets/{id}`. Missing resources on the path are created. */
  resourceForPath(path: string): Resource {
    return this.root.resourceForPath(path);
  }

  /** Adds a model. @throws if the name is taken, or API Gateway would refuse the name or the schema */
  addModel(name: string, props: ModelProps): Model {
    return this.models.add(name, props);
  }

  /**
   * Customizes a response that API Gateway itself generates.
   * @throws if the type is unknown or already customized
   */
  addGatewayResponse(type: GatewayResponseType, props: GatewayResponseProps): void {
    this.gatewayResponses.add(type, props);
  }

  /**
   * Adds a stage; every stage serves the latest deployment, under `/<name>` of the endpoint.
   * @throws if the name is taken, or API Gateway would refuse the name or an option
   */
  addStage(stageName: string, options: StageOptions = {}): Stage {
    const id = newStageId(this, stageName);
    checkProps(this, options, STAGE_KINDS);
    const own = Object.entries(options).filter(([, value]) => value !== undefined);
    const merged = { ...this.stageDefaults, ...Object.fromEntries(own) };
    const stage = new Stage(this, id, {
      ...merged,
      stageName,
      api: this,
      deployment: this.deployment,
    });
    this.stages.push(stage);
    warnOverQuota(this, { what: "stages", count: this.stages.length, quota: STAGE_QUOTA });
    for (const dependency of this.stageDependencies) {
      stage.addDependency(dependency);
    }
    return stage;
  }

  /** Adds alarms to each stage that the API has now: see `Stage.alarms`. */
  alarms(topic: IAlarmTopic, options: StageAlarmOptions = {}): StageAlarms[] {
    return this.stages.map((stage) => stage.alarms(topic, options));
  }

  /** The OpenAPI document, with all that was added until now. */
  private document(policy: string | undefined): string {
    const { root, models } = this;
    const { schemes: authorizers } = this.authorizers;
    const gatewayResponses = this.gatewayResponses.withHeaders(this.cors.errorHeaders);
    const title = this.node.id;
    return document({ title, root, models, authorizers, gatewayResponses, policy });
  }

  private describe(
    path: string,
    httpMethod: string,
    integration: Integration,
    options: MethodOptions,
  ): Operation {
    const ofMethod = (prop: string) => `${prop} of ${httpMethod} ${path}`;
    checkKind(this, ofMethod("integration"), integration, INTEGRATION_KIND);
    checkProps(this, options, METHOD_KINDS, ofMethod);
    const { models, executionArn, isEdgeOptimized } = this;
    const method = `${httpMethod} ${path}`;
    const security = this.authorizers.securityOf(method, options);
    const context = { api: this, models, path, method, security };
    this.takeOperationName(context.method, options.operationName);
    const dependsOn = (resource: ITerraformDependable) => this.addStageDependency(resource);
    const bound = integration.bind({ api: this, executionArn, method, isEdgeOptimized, dependsOn });
    return operation(context, bound, options);
  }

  private takeOperationName(method: string, name: string | undefined): void {
    if (name === undefined) {
      return;
    }
    const taken = this.operationNames.get(name);
    if (taken !== undefined) {
      refuse(this, {
        what: `operationName of ${method}`,
        value: name,
        allowed: `a name that no other method of the API has; ${taken} has this one`,
        fix: "Choose another, or leave it out.",
      });
    }
    this.operationNames.set(name, method);
  }

  /** API Gateway doesn't deploy an API without methods. */
  private missingMethods(): string[] {
    if (this.root.paths().length > 0) {
      return [];
    }
    return ["the API has no methods; allowed: one or more. Add one, e.g. by root.addMethod()."];
  }

  private addStageDependency(dependency: ITerraformDependable): void {
    if (this.stageDependencies.has(dependency)) {
      return;
    }
    this.stageDependencies.add(dependency);
    for (const stage of this.stages) {
      stage.addDependency(dependency);
    }
  }
}
