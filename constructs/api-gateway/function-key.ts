import { TerraformStack } from "cdktf";
import { IConstruct } from "constructs";
import { IFunction } from "../lambda";

/**
 * A part of a construct id that stands for a function: what belongs to one API and one function
 * bears it, so its Terraform address depends on nothing else. Two functions never share a key.
 */
export function functionKey(scope: IConstruct, fn: IFunction): string {
  const stack = TerraformStack.of(fn);
  const inStack = fn.node.scopes.slice(stack.node.scopes.length).map(({ node }) => node.id);
  const path = stack === TerraformStack.of(scope) ? inStack : [stack.node.path, "", ...inStack];
  // `+` separates, for no encoded part holds one; `/` can't stand in a construct id.
  return path.map(encodeURIComponent).join("+");
}
