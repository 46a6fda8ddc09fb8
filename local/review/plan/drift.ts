import type { Value } from "../../terraform";
import type { Drift } from "../report";
import type {
  PlanJson,
  ResourceChange,
  StateResource,
  Values,
} from "../../terraform/plan/plan-json";

/** What was changed outside Terraform: names only. */
export function driftOf(plan: PlanJson): Drift[] {
  const deployed = plan.prior_state?.values?.root_module?.resources ?? [];
  return (plan.resource_drift ?? [])
    .map((resource) => ({
      address: resource.address,
      attributes: attributesOf(resource).filter(
        (name) => !isPolicyOfStack(resource, name, deployed),
      ),
    }))
    .filter(({ attributes }) => attributes.length > 0);
}

function attributesOf({ change: { before, after } }: ResourceChange): string[] {
  if (!after) {
    return ["(deleted)"];
  }
  const names = new Set([...Object.keys(before ?? {}), ...Object.keys(after)]);
  return [...names]
    .filter((name) => comparable(before?.[name]) !== comparable(after[name]))
    .toSorted();
}

/** A role's attributes that list its policies, and where the stack's own policies come from. */
const POLICIES = {
  inline_policy: {
    type: "aws_iam_role_policy",
    has: (listed: Value, { name }: Values) =>
      typeof listed === "object" && !Array.isArray(listed) && listed?.["name"] === name,
  },
  managed_policy_arns: {
    type: "aws_iam_role_policy_attachment",
    has: (listed: Value, { policy_arn: arn }: Values) => listed === arn,
  },
} as const;

/**
 * Whether a role only lists policies that the stack attaches to it. The provider reads them back
 * after an apply; another policy would have been attached by hand.
 */
function isPolicyOfStack(
  { type, change: { after } }: ResourceChange,
  attribute: string,
  deployed: readonly StateResource[],
): boolean {
  if (type !== "aws_iam_role" || !Object.hasOwn(POLICIES, attribute)) {
    return false;
  }
  const policies = POLICIES[attribute as keyof typeof POLICIES];
  const own = deployed.filter(
    (one) => one.type === policies.type && one.values["role"] === after?.["name"],
  );
  const listed = after?.[attribute];
  return (
    Array.isArray(listed) &&
    listed.every((policy) => own.some(({ values }) => policies.has(policy, values)))
  );
}

/**
 * A provider reads back what isn't set as an empty value: Terraform calls that a drift after each
 * first apply.
 */
function comparable(value: Value | undefined): string {
  return JSON.stringify(withoutEmpty(value ?? null));
}

function withoutEmpty(value: Value): Value {
  if (Array.isArray(value)) {
    return value.length === 0 ? null : value.map(withoutEmpty);
  }
  if (typeof value === "object" && value !== null) {
    const entries = Object.entries(value)
      .map(([name, inner]) => [name, withoutEmpty(inner)] as const)
      .filter(([, inner]) => inner !== null)
      .toSorted(([a], [b]) => (a < b ? -1 : 1));
    return entries.length === 0 ? null : Object.fromEntries(entries);
  }
  return value === "" ? null : value;
}
