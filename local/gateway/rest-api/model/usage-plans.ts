import type { Attributes, ResolvedStack } from "../../../terraform/resolved-stack";

/** An API key, and what the usage plan that holds it for one stage allows. */
export interface PlannedKey {
  readonly id: string;
  readonly value: string;
  readonly plan: UsagePlan;
}

export interface UsagePlan {
  readonly address: string;
  readonly throttle: Throttle | undefined;
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
    stack
      .ofType("aws_api_gateway_usage_plan")
      .filter((plan) => covers(plan, apiId, stageName))
      .map((plan) => [idOf(plan), plan]),
  );
  const found = new Map<string, PlannedKey>();
  for (const link of stack.ofType("aws_api_gateway_usage_plan_key")) {
    const key = keys.get(link.string("key_id") ?? "");
    const plan = plans.get(link.string("usage_plan_id") ?? "");
    if (!key || !plan || key.boolean("enabled") === false) continue;
    const value = keyValue(key);
    found.set(value, { id: idOf(key), value, plan: readPlan(plan) });
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

function covers(plan: Attributes, apiId: string, stageName: string): boolean {
  return plan
    .blocks("api_stages")
    .some((stage) => stage.string("api_id") === apiId && stage.string("stage") === stageName);
}

function readPlan(plan: Attributes): UsagePlan {
  const [throttle] = plan.blocks("throttle_settings");
  const [quota] = plan.blocks("quota_settings");
  return {
    address: plan.address,
    throttle: throttle && {
      burst: throttle.number("burst_limit") ?? 0,
      rate: throttle.number("rate_limit") ?? 0,
    },
    quota: quota && {
      limit: quota.number("limit") ?? 0,
      offset: quota.number("offset") ?? 0,
      period: (quota.string("period") ?? "DAY") as Quota["period"],
    },
  };
}
