import { attributeReader } from "./attribute-reader";
import type { ResolvedResource, Value } from "./resolved-stack";

/** A resource that another one creates on AWS without being in the configuration. */
export function derivedResource(
  type: string,
  address: string,
  attributes: Readonly<Record<string, Value | undefined>>,
): ResolvedResource {
  const block = Object.fromEntries(
    Object.entries(attributes).filter((entry): entry is [string, Value] => entry[1] !== undefined),
  );
  const reader = attributeReader({ address, block, variables: {} }, (_, __, value) => value);
  return { ...reader, type, name: address, dependencies: () => [] };
}
