import type { ApiGatewayUsagePlanApiStages } from "@cdktf/provider-aws/lib/api-gateway-usage-plan";
import { ApiGatewayUsagePlan } from "@cdktf/provider-aws/lib/api-gateway-usage-plan";
import { ApiGatewayUsagePlanKey } from "@cdktf/provider-aws/lib/api-gateway-usage-plan-key";
import { Construct } from "constructs";
import { checkThrottle } from "../../api-gateway";
import { checkLength } from "../../core/checks";
import { escaped } from "../../core/literal";
import { physicalName } from "../../core/physical-name";
import type { Kinds } from "../../core/props";
import {
  checkedElsewhere,
  checkKind,
  checkConstructProps,
  checkProps,
  kind,
  listOf,
  object,
  objectWith,
  required,
  string,
} from "../../core/props";
import { refuse } from "../../core/refusal";
import { relatedId } from "../../core/related-id";
import type { ApiKey } from "./api-key";
import { checkQuota } from "./quota";
import type { ThrottlingPerMethod, UsagePlanPerApiStage, UsagePlanProps } from "./usage-plan-props";

const KINDS: Kinds<UsagePlanProps> = {
  usagePlanName: string,
  description: string,
  throttle: object,
  quota: object,
  apiStages: listOf(object),
};

const STAGE_KINDS: Kinds<UsagePlanPerApiStage> = {
  stage: required(
    kind("a stage of a REST or WebSocket API, e.g. api.deploymentStage", (value) =>
      ["REST", "WEBSOCKET"].includes((value as { apiType?: string } | null)?.apiType ?? ""),
    ),
  ),
  throttle: listOf(object),
};

const METHOD_KINDS: Kinds<ThrottlingPerMethod> = {
  method: required(
    objectWith("a method, e.g. the one that addMethod() returned", "httpMethod", "path"),
  ),
  throttle: { ...checkedElsewhere, required: true },
};

const KEY_KIND = required(objectWith("an API key, e.g. new ApiKey(this, id)", "keyId"));

/**
 * Who may call methods, or connect to WebSocket APIs, with `apiKeyRequired`, and how often: the plan's
 * keys, in the plan's stages.
 * A new key is refused with 403 for about a minute. API Gateway applies the limits at its best effort.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-usage-plans.html
 */
export class UsagePlan extends Construct {
  /** The underlying plan. */
  readonly resource: ApiGatewayUsagePlan;
  private readonly apiStages: ApiGatewayUsagePlanApiStages[] = [];
  private readonly stages = new Set<UsagePlanPerApiStage["stage"]>();

  /** @throws if AWS would refuse a prop */
  constructor(
    scope: Construct,
    id: string,
    private readonly props: UsagePlanProps = {},
  ) {
    super(scope, id);
    checkConstructProps(this, UsagePlan, props, KINDS);
    checkLength(this, "usagePlanName", props.usagePlanName, { min: 1, max: 1024 });
    checkLength(this, "description", props.description, { max: 1024 });
    checkThrottle(this, props.throttle);
    checkQuota(this, props.quota);
    this.resource = new ApiGatewayUsagePlan(this, "Resource", {
      name: props.usagePlanName ?? physicalName(this, 1024),
      description: escaped(props.description),
      throttleSettings: props.throttle,
      quotaSettings: props.quota,
    });
    for (const apiStage of props.apiStages ?? []) {
      this.addApiStage(apiStage);
    }
  }

  /**
   * Lets the keys of the plan call a stage.
   * @throws if the plan already has the stage, or a method isn't one of its API
   */
  addApiStage(apiStage: UsagePlanPerApiStage): void {
    checkProps(this, apiStage, STAGE_KINDS, (prop) => `${prop} of an API stage`);
    const { stage, throttle = [] } = apiStage;
    if (this.stages.has(stage)) {
      refuse(this, {
        what: "stage of an API stage",
        value: stage.node.path,
        allowed: "each stage once per plan",
        fix: "Remove one of the two.",
      });
    }
    this.stages.add(stage);
    this.checkMethods(stage, throttle);
    this.apiStages.push({
      apiId: stage.apiId,
      stage: stage.apiType === "REST" ? stage.resource.stageName : stage.resource.name,
      throttle: throttle.map(({ method, throttle: limits }) => ({
        path: `${method.path}/${method.httpMethod}`,
        ...limits,
      })),
    });
    this.resource.putApiStages(this.apiStages);
  }

  /** Gives a key the limits of the plan. @throws if the plan already has the key */
  addApiKey(apiKey: ApiKey): void {
    checkKind(this, "apiKey", apiKey, KEY_KIND);
    const id = relatedId(this, "Key", apiKey);
    if (this.node.tryFindChild(id)) {
      refuse(this, {
        what: "apiKey",
        value: apiKey.node.path,
        allowed: "each key once per plan",
        fix: "Remove one of the two.",
      });
    }
    new ApiGatewayUsagePlanKey(this, id, {
      keyId: apiKey.keyId,
      keyType: "API_KEY",
      usagePlanId: this.resource.id,
    });
  }

  private checkMethods(
    stage: UsagePlanPerApiStage["stage"],
    throttle: readonly ThrottlingPerMethod[],
  ): void {
    for (const limits of throttle) {
      checkProps(this, limits, METHOD_KINDS, (prop) => `${prop} of a method of an API stage`);
      checkThrottle(this, limits.throttle);
      const { method } = limits;
      const served = stage.apiType === "REST" ? stage.restApi : stage.api;
      if (method.api !== served) {
        refuse(this, {
          what: "method of an API stage",
          value: `${method.httpMethod} ${method.path} of ${method.api.node.path}`,
          allowed: `a method of ${served.node.path}, which the stage serves`,
          fix: "Give it to a stage of its own API.",
        });
      }
    }
    if (throttle.length > 0 && this.props.throttle === undefined) {
      refuse(this, {
        what: "throttle",
        value: undefined,
        allowed: "limits of the plan, because methods of its stages have limits",
        fix: "Set the plan's throttle too: API Gateway doesn't remove it while a method has one.",
      });
    }
  }
}
