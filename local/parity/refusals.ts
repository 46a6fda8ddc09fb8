import type { Attributes, ResolvedResource } from "../terraform/resolved-stack";
import { setAttributes } from "./set-attributes";
import { treatmentOf } from "./types";

/** An attribute that prevents a resource from being served. */
export interface Refusal {
  /** The resource or block that sets the attribute. */
  readonly owner: Attributes;
  readonly attribute: string;
  /** A sentence. */
  readonly reason: string;
}

/** The attributes of a resource that prevent it from being served. */
export function refusals(resource: ResolvedResource): Refusal[] {
  const type = treatmentOf(resource.type);
  if (type.kind !== "read") {
    return [];
  }
  return setAttributes(resource, type.attributes).flatMap(({ owner, name, treatment }) =>
    treatment?.kind === "refused" ? [{ owner, attribute: name, reason: treatment.reason }] : [],
  );
}
