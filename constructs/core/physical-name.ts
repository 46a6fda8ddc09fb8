import { createHash } from "node:crypto";
import { TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";
import { namePrefix } from "./name-prefix";
import { refuse } from "./refusal";

/**
 * The name of a resource in AWS: the app and environment, then the construct's path in its stack.
 * It depends on nothing else, so it stays the same when other constructs are added, removed or
 * moved. A name longer than `maxLength` is cut and ends with a hash of the full name.
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

/** The path of the construct that has each name, by app. */
const taken = new WeakMap<IConstruct, Map<string, string>>();

/** `a/b-c` and `a-b/c` result in the same name, as do paths in the environments `dev` and `dev-b`. */
function takeName(scope: IConstruct, name: string): void {
  const { root, path } = scope.node;
  const owners = taken.get(root) ?? new Map<string, string>();
  taken.set(root, owners);
  // IAM names are case-insensitive.
  const key = name.toLowerCase();
  const owner = owners.get(key) ?? path;
  if (owner !== path) {
    refuse(scope, {
      what: "the name in AWS",
      value: name,
      allowed: `a unique name, and ${owner} already has this one`,
      fix: "Change the id of one of the two constructs. Slashes, and characters other than letters, digits, _ and -, become hyphens.",
    });
  }
  owners.set(key, path);
}
