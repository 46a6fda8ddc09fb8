import { TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";

const prefixes = new WeakMap<TerraformStack, string>();

/** Gives every physical name in the stack this prefix instead of the stack's id. */
export function setNamePrefix(stack: TerraformStack, prefix: string): void {
  prefixes.set(stack, prefix);
}

/** What every physical name of the scope's stack begins with. */
export function namePrefix(scope: IConstruct): string {
  const stack = TerraformStack.of(scope);
  return prefixes.get(stack) ?? stack.node.id;
}
