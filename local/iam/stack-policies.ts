import { Memo } from "../terraform/resolve/memo";
import type { ResolvedStack } from "../terraform/resolved-stack";
import { functionPolicies } from "./function-policies";
import { rolePolicies, type RolePolicies } from "./role-policies";
import type { StackPolicy } from "./stack-policy";

/** The policies of a stack, each read when it is asked for, and once. */
export class StackPolicies {
  private readonly functions = new Memo<readonly StackPolicy[]>();
  private readonly roles = new Memo<RolePolicies | null>();

  constructor(private readonly stack: ResolvedStack) {}

  /** @param arn as the function is invoked, with the qualifier if there is one */
  ofFunction(arn: string): readonly StackPolicy[] {
    return this.functions.once(arn, () => functionPolicies(this.stack, arn));
  }

  /** Null for a role that isn't in the stack. */
  ofRole(arn: string): RolePolicies | null {
    return this.roles.once(arn, () => rolePolicies(this.stack, arn) ?? null);
  }
}
