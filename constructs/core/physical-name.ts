import { createHash } from "node:crypto";
import { TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";
import { namePrefix } from "./name-prefix";
import { refuse } from "./refusal";

/**
 * The name of a resource in AWS: the app and environment, then the construct's path in its stack.
 * It depends on nothing else, so it stays when a neighbour comes, goes or moves. Over `maxLength`
 * it is cut and ends with a hash of the whole.
 * @throws if another construct of the app has the name
 */
export function physicalName(scope: IConstruct, maxLength: number): string {
  const path = scope.node.scopes
    .slice(TerraformStack.of(scope).node.scopes.length)
    .map((construct) => construct.node.id);
  const whole = [namePrefix(scope), ...path].join("-").replace(/[^A-Za-z0-9_-]+-*/g, "-");
  takeName(scope, whole);
  if (whole.length <= maxLength) {
    return whole;
  }
  const hash = createHash("sha256").update(whole).digest("hex").slice(0, 8);
  return `${whole.slice(0, maxLength - hash.length - 1)}-${hash}`;
}

/** By app: whose each name is. */
const taken = new WeakMap<IConstruct, Map<string, string>>();

/** Paths as `a/b-c` and `a-b/c` have one name, as have those of two environments, `dev` and `dev-b`. */
function takeName(scope: IConstruct, name: string): void {
  const { root, path } = scope.node;
  const owners = taken.get(root) ?? new Map<string, string>();
  taken.set(root, owners);
  // IAM's names are the same in capitals.
  const key = name.toLowerCase();
  const owner = owners.get(key) ?? path;
  if (owner !== path) {
    refuse(scope, {
      what: "the name in AWS",
      value: name,
      allowed: `a name of its own, and ${owner} has it`,
      fix: "Give one of the two constructs another id: all but letters, digits, _ and - becomes a hyphen there, as does a slash between ids.",
    });
  }
  owners.set(key, path);
}
