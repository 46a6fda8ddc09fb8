import { TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";
import type { IFunction } from "../lambda";

/**
 * A construct id for what belongs to one API and one function, so that its Terraform address
 * depends on nothing else. Different functions or details never get the same id.
 * @param what - what kind of thing it is, e.g. "Permission"
 * @param details - what tells it from others of its kind for the same function
 */
export function functionId(
  scope: IConstruct,
  what: string,
  fn: IFunction,
  ...details: string[]
): string {
  const stack = TerraformStack.of(fn);
  const inStack = fn.node.scopes.slice(stack.node.scopes.length).map(({ node }) => node.id);
  const path = stack === TerraformStack.of(scope) ? inStack : [stack.node.path, "", ...inStack];
  // The separator's plus can't stand in an encoded part; its hyphen is what an address shows of it.
  return [what, ...path, ...details].map(encodeURIComponent).join("+-");
}
