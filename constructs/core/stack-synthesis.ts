import { TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";
import { providerBlocks } from "./hcl/provider-blocks";
import { renderStack } from "./hcl/render-stack";
import { refuseReferenceCycle } from "./reference-cycle";
import type { TerraformJson } from "./reference-graph";

const prepared = new WeakSet<TerraformStack>();

/**
 * From now on, the stack of a construct is synthesised only if its references form no cycle, and as
 * valid HCL by `cdktf synth --hcl`. The stack can be any TerraformStack.
 */
export function prepareSynthesisOf(construct: IConstruct): void {
  const stack = TerraformStack.of(construct);
  if (prepared.has(stack)) {
    return;
  }
  prepared.add(stack);
  const toTerraform = stack.toTerraform.bind(stack);
  // A validation or an aspect would have to synthesise the stack once more to see its references.
  stack.toTerraform = () => {
    const json = toTerraform() as TerraformJson;
    refuseReferenceCycle(json);
    return json;
  };
  const toHclTerraform = stack.toHclTerraform.bind(stack);
  // CDKTF writes text with quotes and references, and preconditions, as invalid HCL, and text with
  // several lines or backslashes as other text.
  stack.toHclTerraform = () => ({
    ...toHclTerraform(),
    hcl: renderStack(stack.toTerraform() as object, providerBlocks(stack)),
  });
}
