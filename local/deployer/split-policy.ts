import { MAX_POLICY_SIZE, type PolicyDocument, type PolicyStatement } from "./policy";

/**
 * Splits a policy into as few documents as IAM takes, without changing the order of its statements.
 * @throws if one statement alone is too large
 */
export function splitPolicy(policy: PolicyDocument): PolicyDocument[] {
  const parts: PolicyStatement[][] = [];
  for (const statement of policy.Statement) {
    const last = parts.at(-1);
    if (last && sizeOf(policy, [...last, statement]) <= MAX_POLICY_SIZE) {
      last.push(statement);
      continue;
    }
    const size = sizeOf(policy, [statement]);
    if (size > MAX_POLICY_SIZE) {
      throw new Error(
        `The statement that allows ${statement.Action.join(", ")} makes a policy of ${size} characters; ` +
          `IAM allows ${MAX_POLICY_SIZE}. Make a policy for each environment: --env.`,
      );
    }
    parts.push([statement]);
  }
  return parts.map((Statement) => ({ ...policy, Statement }));
}

const sizeOf = (policy: PolicyDocument, Statement: readonly PolicyStatement[]) =>
  JSON.stringify({ ...policy, Statement }).length;
