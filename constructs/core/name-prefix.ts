import { TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";

const prefixes = new WeakMap<TerraformStack, string>();

/** Sets the prefix of every physical name in the stack. Without it, the stack's id is the prefix. */
export function setNamePrefix(stack: TerraformStack, prefix: string): void {
  prefixes.set(stack, prefix);
}

/** The prefix of every physical name in the scope's stack. */
export function namePrefix(scope: IConstruct): string {
  const stack = TerraformStack.of(scope);
  return prefixes.get(stack) ?? stack.node.id;
}
