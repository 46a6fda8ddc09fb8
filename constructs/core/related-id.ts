import { TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";

/**
 * A construct id for a resource in a scope that belongs to another construct too. It depends only on
 * these two, so the Terraform address stays the same when anything else changes. Ids are unique.
 * @param what - the kind of resource, e.g. "Permission"
 * @param details - distinguish resources of the same kind and construct
 */
export function relatedId(
  scope: IConstruct,
  what: string,
  other: IConstruct,
  ...details: string[]
): string {
  const stack = TerraformStack.of(other);
  const inStack = other.node.scopes.slice(stack.node.scopes.length).map(({ node }) => node.id);
  const path = stack === TerraformStack.of(scope) ? inStack : [stack.node.path, "", ...inStack];
  // An encoded part has no plus, so ids stay unique. The hyphen separates parts in the address.
  return [what, ...path, ...details].map(encodeURIComponent).join("+-");
}
