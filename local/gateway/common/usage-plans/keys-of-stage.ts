import type { Attributes, ResolvedStack } from "../../../terraform/resolved-stack";
import type { Throttle } from "../limits/throttle";
import type { PlannedKey, Quota, UsagePlan } from "./usage-plan";

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

/** AWS generates a value if none is given; locally, the key's id is used. */
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
      stage.blocks("throttle").map((block) => [block.string("path") ?? "", readThrottle(block)]),
    ),
    quota: quota && {
      limit: quota.number("limit") ?? 0,
      offset: quota.number("offset") ?? 0,
      period: (quota.string("period") ?? "DAY") as Quota["period"],
    },
  };
}

/** A plan without a burst limit admits one request at a time. */
function readThrottle(block: Attributes): Throttle {
  const burst = Math.max(block.number("burst_limit") ?? 0, 1);
  return { burst, rate: block.number("rate_limit") ?? 0 };
}
