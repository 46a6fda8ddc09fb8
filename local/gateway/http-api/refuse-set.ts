import type { ResolvedResource } from "../../terraform/resolved-stack";
import { refuse } from "../common/definition-error";

/** Refuses attributes that would change an answer, and that the runner doesn't serve. */
export function refuseSet(resource: ResolvedResource, names: readonly string[]): void {
  const set = new Set(resource.names());
  for (const name of names.filter((candidate) => set.has(candidate)))
    refuse(
      resource.address,
      name,
      JSON.stringify(resource.value(name)),
      "The local runner doesn't serve it so far.",
    );
}
