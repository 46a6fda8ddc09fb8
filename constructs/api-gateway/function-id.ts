import { TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";
import type { IFunction } from "../lambda";

/**
 * A construct id for a resource that belongs to one API and one function. It depends only on these, so
 * the Terraform address stays the same when anything else changes. Ids are unique.
 * @param what - the kind of resource, e.g. "Permission"
 * @param details - distinguish resources of the same kind and function
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
  // An encoded part has no plus, so ids stay unique. The hyphen separates parts in the address.
  return [what, ...path, ...details].map(encodeURIComponent).join("+-");
}
