import type { Attributes, ResolvedStack } from "../../../terraform/resolved-stack";

/** An API key, and what the usage plan that holds it for one stage allows. */
export interface PlannedKey {
  readonly id: string;
  readonly value: string;
  readonly plan: UsagePlan;
}

export interface UsagePlan {
  readonly address: string;
  /** For all stages of the plan together. */
  readonly throttle: Throttle | undefined;
  /** For single methods of this stage, in place of the plan's: by path and method, as in `/pets/GET`. */
  readonly methodThrottles: ReadonlyMap<string, Throttle>;
  readonly quota: Quota | undefined;
}

export interface Throttle {
  /** Requests that may come at once. */
  readonly burst: number;
  /** Requests a second. */
  readonly rate: number;
}

export interface Quota {
  readonly limit: number;
  /** What counts as used when the first period begins. */
  readonly offset: number;
  readonly period: "DAY" | "WEEK" | "MONTH";
}

/** The enabled keys of a stage, by value. */
export function keysOfStage(
  stack: ResolvedStack,
  apiId: string,
  stageName: string,
): Map<string, PlannedKey> {
  const keys = new Map(stack.ofType("aws_api_gateway_api_key").map((key) => [idOf(key), key]));
  const plans = new Map(
    stack.ofType("aws_api_gateway_usage_plan").flatMap((plan) => {
      const stage = stageOf(plan, apiId, stageName);
      return stage ? [[idOf(plan), readPlan(plan, stage)] as const] : [];
    }),
  );
  const found = new Map<string, PlannedKey>();
  for (const link of stack.ofType("aws_api_gateway_usage_plan_key")) {
    const key = keys.get(link.string("key_id") ?? "");
    const plan = plans.get(link.string("usage_plan_id") ?? "");
    if (!key || !plan || key.boolean("enabled") === false) {
      continue;
    }
    const value = keyValue(key);
    found.set(value, { id: idOf(key), value, plan });
  }
  return found;
}

/** AWS generates a value where none is given; here the key's id stands for it. */
export function keyValue(key: Attributes): string {
  return key.names().includes("value") ? (key.string("value") ?? idOf(key)) : idOf(key);
}

function idOf(resource: Attributes): string {
  return resource.string("id") ?? "";
}

function stageOf(plan: Attributes, apiId: string, stageName: string): Attributes | undefined {
  return plan
    .blocks("api_stages")
    .find((stage) => stage.string("api_id") === apiId && stage.string("stage") === stageName);
}

function readPlan(plan: Attributes, stage: Attributes): UsagePlan {
  const [throttle] = plan.blocks("throttle_settings");
  const [quota] = plan.blocks("quota_settings");
  return {
    address: plan.address,
    throttle: throttle && readThrottle(throttle),
    methodThrottles: new Map(
      stage.blocks("throttle").map((own) => [own.string("path") ?? "", readThrottle(own)]),
    ),
    quota: quota && {
      limit: quota.number("limit") ?? 0,
      offset: quota.number("offset") ?? 0,
      period: (quota.string("period") ?? "DAY") as Quota["period"],
    },
  };
}

function readThrottle(block: Attributes): Throttle {
  return { burst: block.number("burst_limit") ?? 0, rate: block.number("rate_limit") ?? 0 };
}
