import { servable } from "../../gateway/common/unservable/unservable";
import type { ResolvedResource, ResolvedStack } from "../../terraform";
import type { UsagePlanDescription } from "./description";

/** The usage plans of an API's stages, without those that can't be read. */
export function describeUsagePlans(
  stack: ResolvedStack,
  api: ResolvedResource,
): UsagePlanDescription[] {
  const id = api.string("id");
  return stack.ofType("aws_api_gateway_usage_plan").flatMap((plan) => {
    const isOfApi = () => plan.blocks("api_stages").some((stage) => stage.string("api_id") === id);
    const read = servable(() => (isOfApi() ? [describePlan(plan)] : []));
    return read.value ?? [];
  });
}

function describePlan(plan: ResolvedResource): UsagePlanDescription {
  const [throttle] = plan.blocks("throttle_settings");
  const [quota] = plan.blocks("quota_settings");
  return {
    address: plan.address,
    throttle: { rate: throttle?.number("rate_limit"), burst: throttle?.number("burst_limit") },
    quota: quota && `${quota.number("limit")} requests a ${quota.string("period")?.toLowerCase()}`,
    requestsPerDay: quota && requestsPerDay(quota.number("limit"), quota.string("period")),
  };
}

const DAYS: Readonly<Record<string, number>> = { DAY: 1, WEEK: 7, MONTH: 30 };

function requestsPerDay(limit = 0, period = "DAY"): number {
  return limit / (DAYS[period] ?? 1);
}
