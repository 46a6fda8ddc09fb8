import { withCommonPrefixes, withoutCovered } from "./prefixes";
import type { Condition, Right } from "./right";

/** A policy document in IAM's JSON. */
export interface PolicyDocument {
  readonly Version: "2012-10-17";
  readonly Statement: readonly PolicyStatement[];
}

export interface PolicyStatement {
  readonly Effect: "Allow";
  readonly Action: readonly string[];
  readonly Resource: readonly string[];
  readonly Condition?: Condition;
}

/**
 * The maximum size of a managed policy in characters, without white space.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 */
export const MAX_POLICY_SIZE = 6144;

/** Creates one policy for several stacks. Names within a stack are shortened to a common prefix. */
export function policyOf(stacks: readonly (readonly Right[])[]): PolicyDocument {
  const resources = new Map<string, Set<string>>();
  for (const rights of stacks) {
    for (const [key, arns] of byAction(rights)) {
      const all = resources.get(key) ?? new Set();
      for (const arn of withCommonPrefixes([...arns])) {
        all.add(arn);
      }
      resources.set(key, all);
    }
  }
  return { Version: "2012-10-17", Statement: statements(resources) };
}

/** The resources by action and condition. */
function byAction(rights: readonly Right[]): Map<string, Set<string>> {
  const resources = new Map<string, Set<string>>();
  for (const { actions, resources: arns, condition } of rights) {
    for (const action of actions) {
      const key = JSON.stringify([action, condition]);
      resources.set(key, new Set([...(resources.get(key) ?? []), ...arns]));
    }
  }
  return resources;
}

/** One statement for all actions with the same resources and condition. */
function statements(resources: ReadonlyMap<string, ReadonlySet<string>>): PolicyStatement[] {
  const alike = new Map<string, PolicyStatement & { readonly Action: string[] }>();
  for (const [key, arns] of [...resources].sort(([one], [other]) => (one < other ? -1 : 1))) {
    const [action, condition] = JSON.parse(key) as [string, Condition | null];
    const Resource = withoutCovered([...arns]).sort();
    const id = JSON.stringify([Resource, condition]);
    const statement = alike.get(id);
    if (statement) {
      statement.Action.push(action);
    } else {
      const conditions = condition === null ? {} : { Condition: condition };
      alike.set(id, { Effect: "Allow", Action: [action], Resource, ...conditions });
    }
  }
  return [...alike.values()];
}
