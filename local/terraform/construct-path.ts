import type { ResolvedResource } from "./resolved-stack";

/**
 * The path of a resource's construct in its stack: `Shop/Pets`. It lacks the stack's id, and
 * `Resource`, which constructs call what they consist of.
 * @returns undefined if the stack isn't CDKTF's
 */
export function constructPath(resource: ResolvedResource): string | undefined {
  const [metadata] = resource.blocks("//")[0]?.blocks("metadata") ?? [];
  const ids = metadata?.string("path")?.split("/").slice(1);
  return (ids?.at(-1) === "Resource" ? ids.slice(0, -1) : ids)?.join("/");
}
