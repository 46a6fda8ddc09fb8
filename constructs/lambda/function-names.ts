import { TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";
import { isKnown } from "../core/known";
import { refuse } from "../core/refusal";

/** The path of the function that has each name, by stack. */
const taken = new WeakMap<TerraformStack, Map<string, string>>();

/**
 * Takes the name of a function, given or derived from its path.
 * @throws if another function of the stack has the name: AWS would refuse to create the second one
 */
export function takeFunctionName(scope: IConstruct, name: string): void {
  if (!isKnown(name)) {
    return;
  }
  const stack = TerraformStack.of(scope);
  const owners = taken.get(stack) ?? new Map<string, string>();
  taken.set(stack, owners);
  const owner = owners.get(name);
  if (owner !== undefined) {
    refuse(scope, {
      what: "functionName",
      value: name,
      allowed: `a unique name, and ${owner} already has this one`,
      fix: "Choose another name, or leave it out to get a unique one.",
    });
  }
  owners.set(name, scope.node.path);
}
