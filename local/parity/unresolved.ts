import type { Attributes, ResolvedResource } from "../terraform/resolved-stack";
import { problemLines } from "../terraform/stack-error";
import type { AttributeTable, Treatment } from "./treatment";
import { treatmentOf } from "./types";

/** Why attributes that the runner reads can't be resolved: all of them, not only the first. */
export function unresolved(resource: ResolvedResource): string[] {
  const type = treatmentOf(resource.type);
  return type.kind === "read" ? [...new Set(problemsIn(resource, type.attributes))] : [];
}

function problemsIn(owner: Attributes, table: AttributeTable): string[] {
  return owner.names().flatMap((name) => {
    const treatment = Object.hasOwn(table, name) ? table[name] : undefined;
    try {
      return treatment ? problemsOf(owner, name, treatment) : [];
    } catch (error) {
      return problemLines(error);
    }
  });
}

/** @throws StackError for the attribute itself */
function problemsOf(owner: Attributes, name: string, treatment: Treatment): string[] {
  if (treatment.kind === "block") {
    return owner.blocks(name).flatMap((inner) => problemsIn(inner, treatment.attributes));
  }
  if (treatment.kind === "served") {
    owner.value(name);
  }
  return [];
}
