import type { Construct } from "constructs";
import { refuse } from "../core/refusal";
import type { ApiMappingOptions } from "./domain-name-props";

/** The construct id of a mapping. @throws if the path is already mapped */
export function mappingId(domain: Construct, { basePath }: ApiMappingOptions): string {
  const id = `Mapping-${encodeURIComponent(basePath ?? "")}`;
  if (domain.node.tryFindChild(id)) {
    refuse(domain, {
      what: "basePath",
      value: basePath ?? "(none)",
      allowed: "one mapping of each path",
      fix: "Choose another path, or remove one of the two.",
    });
  }
  return id;
}
