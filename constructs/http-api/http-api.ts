import { Apigatewayv2Api } from "@cdktf/provider-aws/lib/apigatewayv2-api";
import { Apigatewayv2Route } from "@cdktf/provider-aws/lib/apigatewayv2-route";
import { Lazy } from "cdktf";
import { Construct } from "constructs";
import { ApiAuthorizers } from "../api-gateway-v2/api-authorizers";
import { ApiIntegrations } from "../api-gateway-v2/api-integrations";
import type { IntegratingApi } from "../api-gateway";
import { warnOverQuota } from "../api-gateway";
import { checkLength } from "../core/checks";
import { escaped } from "../core/literal";
import { physicalName } from "../core/physical-name";
import { checkConstructProps, checkKind, checkProps, required, string } from "../core/props";
import { refuse } from "../core/refusal";
import { prepareSynthesisOf } from "../core/stack-synthesis";
import type { IAlarmTopic } from "../observability/alarm";
import type { StageAlarmOptions, StageAlarms } from "../observability/stage-alarms";
import type { AuthorizationDefaults } from "./authorizer/route-authorization";
import { checkDefaults, routeAuthorization } from "./authorizer/route-authorization";
import { corsConfiguration } from "./cors";
import type { PreflightRoute } from "./guarded-preflight";
import { warnOfGuardedPreflight } from "./guarded-preflight";
import type { HttpApiProps, HttpRouteOptions } from "./http-api-props";
import type { HttpRouteIntegration } from "./integration";
import { API_KINDS, INTEGRATION_KIND, ROUTE_KINDS, STAGE_KINDS } from "./prop-kinds";
import { RouteKey } from "./route-key";
import type { HttpStageOptions } from "./stage";
import { DEFAULT_STAGE, HttpStage } from "./stage";

/** Default quotas. @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html */
const QUOTA = { routes: 300, stages: 10 };

/**
 * An HTTP API with its routes, integrations and stages.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api.html
 */
export class HttpApi extends Construct implements IntegratingApi {
  /** The underlying Terraform resource. */
  readonly resource: Apigatewayv2Api;
  /** Identifier, the first part of the endpoint's host name. */
  readonly apiId: string;
  /** URL without a path, e.g. `https://abc.execute-api.eu-west-1.amazonaws.com`. */
  readonly apiEndpoint: string;
  /** ARN that the ARNs of the API's requests begin with. */
  readonly executionArn: string;
  /** Whether the API is reached by a custom domain only. */
  readonly disableExecuteApiEndpoint: boolean;
  private readonly stages = new Map<string, HttpStage>();
  private readonly stageDefaults: HttpStageOptions;
  private readonly routes: Apigatewayv2Route[] = [];
  /**
   * The resources that stages depend on. A stage with access logs that is created within a second or
   * two of its API can fail with "Cannot find log delivery", and one without its routes responds with
   * 404.
   * @see https://github.com/hashicorp/terraform-provider-aws/issues/46610
   */
  private readonly routeAddresses = Lazy.listValue({ produce: () => addressesOf(this.routes) });
  /** The key of each route, by its shape. */
  private readonly routeKeys = new Map<string, string>();
  private readonly integrations = new ApiIntegrations(this);
  private readonly authorizers = new ApiAuthorizers(this);
  private readonly authorizationDefaults: AuthorizationDefaults;
  /** Who may call each route. */
  private readonly callers: PreflightRoute[] = [];

  /** @throws if AWS would refuse a prop; the error names the path, the value, and what is allowed */
  constructor(scope: Construct, id: string, props: HttpApiProps = {}) {
    super(scope, id);
    checkConstructProps(this, HttpApi, props, API_KINDS);
    checkTexts(this, props);
    prepareSynthesisOf(this);
    this.resource = new Apigatewayv2Api(this, "Resource", {
      name: props.apiName ?? physicalName(this, 128),
      protocolType: "HTTP",
      description: escaped(props.description),
      disableExecuteApiEndpoint: props.disableExecuteApiEndpoint,
      corsConfiguration: props.corsPreflight && corsConfiguration(this, props.corsPreflight),
    });
    this.apiId = this.resource.id;
    this.apiEndpoint = this.resource.apiEndpoint;
    this.executionArn = this.resource.executionArn;
    this.disableExecuteApiEndpoint = props.disableExecuteApiEndpoint === true;

    const { defaultAuthorizer, defaultAuthorizationScopes } = props;
    this.authorizationDefaults = { defaultAuthorizer, defaultAuthorizationScopes };
    checkDefaults(this, this.authorizers, this.authorizationDefaults);
    if (props.corsPreflight !== undefined) {
      warnOfGuardedPreflight(this, () => this.callers);
    }

    const { throttle, accessLogs, accessLogFormat, accessLogRetention, accessLogKmsKeyArn } = props;
    this.stageDefaults = {
      throttle,
      detailedMetrics: props.detailedMetrics,
      accessLogs,
      accessLogFormat,
      accessLogRetention,
      accessLogKmsKeyArn,
    };
    const ofDefaultStage = {
      stageVariables: props.stageVariables,
      stageDescription: props.stageDescription,
    };
    if (props.createDefaultStage === false) {
      checkNoStage(this, ofDefaultStage);
    } else {
      this.addStage(DEFAULT_STAGE, ofDefaultStage);
    }
  }

  /** The stage at the root of the endpoint; undefined with `createDefaultStage: false`. */
  get defaultStage(): HttpStage | undefined {
    return this.stages.get(DEFAULT_STAGE);
  }

  /**
   * URL of the default stage, without a slash at its end. A function that the API invokes may have it in its environment.
   * @throws if there is no default stage, or the endpoint is disabled
   */
  get url(): string {
    return (
      this.defaultStage?.url ??
      refuse(this, {
        what: "createDefaultStage",
        value: false,
        allowed: "true, if url is used",
        fix: "Use the url of a stage that addStage() returned, or leave out createDefaultStage.",
      })
    );
  }

  /**
   * Routes requests to an integration, and returns the underlying Terraform resource. Its address
   * depends only on the route key, so adding, removing or reordering routes changes no other route,
   * and renaming a parameter updates the route in place.
   * @param routeKey - e.g. `GET /pets/{id}`, `ANY /{proxy+}` or `$default`
   * @throws if the key is malformed, another route takes the same requests, or AWS would refuse an
   * option
   */
  addRoute(
    routeKey: string,
    integration: HttpRouteIntegration,
    options: HttpRouteOptions = {},
  ): Apigatewayv2Route {
    checkKind(this, "route key", routeKey, required(string));
    const { text, shape } = RouteKey.parse(this, routeKey);
    checkKind(this, `integration of ${text}`, integration, INTEGRATION_KIND);
    checkRouteOptions(this, text, options);
    const defaults = this.authorizationDefaults;
    const toGuard = { routeKey: text, options, defaults };
    const authorization = routeAuthorization(this, this.authorizers, toGuard);
    this.takeShape(shape, text);
    this.callers.push({ routeKey: text, authorizationType: authorization.authorizationType });
    const route = new Apigatewayv2Route(this, routeId(shape), {
      apiId: this.apiId,
      routeKey: text,
      target: this.integrations.targetFor(integration),
      ...authorization,
      operationName: escaped(options.operationName),
    });
    this.routes.push(route);
    return route;
  }

  /**
   * Adds a stage; it serves all routes, under `/<name>` of the endpoint.
   * @throws if AWS would refuse the name or an option, or the stage already exists
   */
  addStage(name: string, options: HttpStageOptions = {}): HttpStage {
    checkProps(this, options, STAGE_KINDS);
    if (this.stages.has(name)) {
      refuse(this, {
        what: "stage name",
        value: name,
        allowed: "one stage of each name",
        fix: "Choose another name, or use the existing stage.",
      });
    }
    const own = Object.entries(options).filter(([, value]) => value !== undefined);
    const merged = { ...this.stageDefaults, ...Object.fromEntries(own) };
    const stage = new HttpStage(this, `Stage-${name}`, this, name, merged);
    stage.resource.dependsOn = this.routeAddresses;
    this.stages.set(name, stage);
    warnOverQuota(this, { what: "stages", count: this.stages.size, quota: QUOTA.stages });
    return stage;
  }

  /** Adds alarms to each stage that the API has now: see `HttpStage.alarms`. */
  alarms(topic: IAlarmTopic, options: StageAlarmOptions = {}): StageAlarms[] {
    return [...this.stages.values()].map((stage) => stage.alarms(topic, options));
  }

  private takeShape(shape: string, routeKey: string): void {
    const taken = this.routeKeys.get(shape);
    if (taken !== undefined) {
      refuse(this, {
        what: "route key",
        value: routeKey,
        allowed: `one route for the same requests, and ${JSON.stringify(taken)} already exists`,
        fix: "Remove one of the two; names of parameters make no difference.",
      });
    }
    this.routeKeys.set(shape, routeKey);
    warnOverQuota(this, { what: "routes", count: this.routeKeys.size, quota: QUOTA.routes });
  }
}

/** Plain addresses, because references to hundreds of routes would dominate the time of synthesis. */
function addressesOf(routes: readonly Apigatewayv2Route[]): string[] | undefined {
  if (routes.length === 0) {
    return undefined;
  }
  return routes.map((route) => `${route.terraformResourceType}.${route.friendlyUniqueId}`).sort();
}

/** A construct id can't contain a slash. A `+` in a part is encoded, so ids stay unique. */
function routeId(shape: string): string {
  return shape.replace(/[%+]/g, encodeURIComponent).replaceAll("/", "+-");
}

function checkTexts(scope: Construct, { apiName, description }: HttpApiProps): void {
  checkLength(scope, "apiName", apiName, { min: 1, max: 128 });
  checkLength(scope, "description", description, { max: 1024 });
}

function checkNoStage(scope: Construct, options: HttpStageOptions): void {
  for (const [what, value] of Object.entries(options)) {
    if (value === undefined) {
      continue;
    }
    refuse(scope, {
      what,
      value,
      allowed: "nothing with createDefaultStage: false",
      fix: "Pass it to addStage(): with createDefaultStage: false there is no stage to apply it to.",
    });
  }
}

function checkRouteOptions(scope: Construct, routeKey: string, options: HttpRouteOptions): void {
  checkProps(scope, options, ROUTE_KINDS, (option) => `${option} of ${routeKey}`);
  checkLength(scope, "operationName", options.operationName, { min: 1, max: 64 });
}
