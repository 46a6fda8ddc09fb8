import type { Attributes, ResolvedResource } from "../terraform/resolved-stack";
import { setAttributes } from "./set-attributes";
import { treatmentOf } from "./types";

/** An attribute that a resource sets and that keeps it from being served. */
export interface Refusal {
  /** The resource, or the block of it that has the attribute. */
  readonly owner: Attributes;
  readonly attribute: string;
  /** A sentence. */
  readonly reason: string;
}

/** What a resource that the runner reads sets and can't be served. */
export function refusals(resource: ResolvedResource): Refusal[] {
  const type = treatmentOf(resource.type);
  if (type.kind !== "read") {
    return [];
  }
  return setAttributes(resource, type.attributes).flatMap(({ owner, name, treatment }) =>
    treatment?.kind === "refused" ? [{ owner, attribute: name, reason: treatment.reason }] : [],
  );
}
