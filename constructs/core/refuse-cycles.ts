import { TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";
import { refuseReferenceCycle } from "./reference-cycle";
import type { TerraformJson } from "./reference-graph";

const checked = new WeakSet<TerraformStack>();

/**
 * From now on, the stack of a construct is synthesised only if its references form no cycle. The
 * stack can be any TerraformStack.
 */
export function refuseCyclesInStackOf(construct: IConstruct): void {
  const stack = TerraformStack.of(construct);
  if (checked.has(stack)) {
    return;
  }
  checked.add(stack);
  const toTerraform = stack.toTerraform.bind(stack);
  // A validation or an aspect would have to synthesise the stack once more to see its references.
  stack.toTerraform = () => {
    const json = toTerraform() as TerraformJson;
    refuseReferenceCycle(json);
    return json;
  };
}
