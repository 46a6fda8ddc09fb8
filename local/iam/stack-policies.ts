import { Memo } from "../terraform/resolve/memo";
import type { ResolvedStack } from "../terraform/resolved-stack";
import { functionPolicies } from "./function-policies";
import { rolePolicies, type RolePolicies } from "./role-policies";
import type { StackPolicy } from "./stack-policy";

/** The policies of a stack, each read once, on first use. */
export class StackPolicies {
  private readonly functions = new Memo<readonly StackPolicy[]>();
  private readonly roles = new Memo<RolePolicies | null>();

  constructor(private readonly stack: ResolvedStack) {}

  /** @param arn ARN of the invoked function, with the qualifier if any */
  ofFunction(arn: string): readonly StackPolicy[] {
    return this.functions.once(arn, () => functionPolicies(this.stack, arn));
  }

  /** Null for a role outside the stack. */
  ofRole(arn: string): RolePolicies | null {
    return this.roles.once(arn, () => rolePolicies(this.stack, arn) ?? null);
  }
}
