import { createHash } from "node:crypto";
import { TerraformStack } from "cdktf";
import { IConstruct } from "constructs";
import { namePrefix } from "./environment/name-prefix";

/**
 * The name of a resource in AWS: the app and environment, then the construct's path in its stack.
 * It depends on nothing else, so it stays when a neighbour comes, goes or moves; two environments
 * of one account never share it. Over `maxLength` it is cut and ends with a hash of the whole.
 */
export function physicalName(scope: IConstruct, maxLength: number): string {
  const path = scope.node.scopes
    .slice(TerraformStack.of(scope).node.scopes.length)
    .map((construct) => construct.node.id);
  const whole = [namePrefix(scope), ...path].join("-").replace(/[^A-Za-z0-9_-]+-*/g, "-");
  if (whole.length <= maxLength) return whole;
  const hash = createHash("sha256").update(whole).digest("hex").slice(0, 8);
  return `${whole.slice(0, maxLength - hash.length - 1)}-${hash}`;
}
