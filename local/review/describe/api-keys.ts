import { servable } from "../../gateway/common/unservable/unservable";
import type { ResolvedResource, ResolvedStack } from "../../terraform";
import type { AcceptedKey } from "./description";
import { hashOf } from "./hash";

/** The enabled API keys of an API's stages, without those that can't be read. */
export function describeApiKeys(stack: ResolvedStack, api: ResolvedResource): AcceptedKey[] {
  const keys = stack.ofType("aws_api_gateway_api_key");
  const plans = stack.ofType("aws_api_gateway_usage_plan");
  return stack.ofType("aws_api_gateway_usage_plan_key").flatMap((link) => {
    const read = servable(() => {
      const key = keys.find((one) => one.string("id") === link.string("key_id"));
      const plan = plans.find((one) => one.string("id") === link.string("usage_plan_id"));
      return key && plan && key.boolean("enabled") !== false
        ? stagesOf(plan, api).map((stage) => ({ stage, address: key.address, value: valueOf(key) }))
        : [];
    });
    return read.value ?? [];
  });
}

function stagesOf(plan: ResolvedResource, api: ResolvedResource): string[] {
  return plan
    .blocks("api_stages")
    .filter((stage) => stage.string("api_id") === api.string("id"))
    .flatMap((stage) => stage.string("stage") ?? []);
}

/** Undefined for a value that AWS generates. */
function valueOf(key: ResolvedResource): string | undefined {
  const value = servable(() => (key.names().includes("value") ? key.string("value") : undefined));
  return value.value && hashOf(value.value);
}
