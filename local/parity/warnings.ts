import type { ResolvedResource, ResolvedStack } from "../terraform/resolved-stack";
import { withAddresses } from "../log/with-addresses";
import { setAttributes } from "./set-attributes";
import type { AttributeTable } from "./treatment";
import { served, warned } from "./treatment";
import { treatmentOf } from "./types";

/** Blocks that every resource can have. */
const OF_EVERY_TYPE: AttributeTable = {
  // Since version 6 of the AWS provider.
  ...served("region"),
  provisioner: warned("provisioners don't run locally"),
};

/**
 * Warns about everything in a stack that the runner doesn't know, or that has an effect on AWS but
 * not locally. Each warning appears once, with all addresses that it concerns.
 */
export function parityWarnings(stack: ResolvedStack): string[] {
  const addresses = new Map<string, string[]>();
  for (const resource of stack.blocks()) {
    for (const text of new Set(textsOf(resource, stack.isState ?? false))) {
      addresses.set(text, [...(addresses.get(text) ?? []), resource.address]);
    }
  }
  return [...addresses].map(([text, all]) => withAddresses(`${text}.`, all));
}

function textsOf(resource: ResolvedResource, isState: boolean): string[] {
  const { type } = resource;
  const treatment = treatmentOf(type);
  switch (treatment.kind) {
    case "read":
      return attributeTexts(resource, treatment.attributes, (path) =>
        isState ? [] : [unknownAttribute(type, path)],
      );
    case "noEffect":
      return attributeTexts(resource, treatment.except, () => []);
    case "warned":
      return [treatment.text];
    case "unknown":
      return [`the local runner doesn't know the resource type ${type}; it has no effect locally`];
  }
}

function unknownAttribute(type: string, path: string): string {
  return `the local runner doesn't know the attribute ${path} of ${type}; it has no effect locally`;
}

function attributeTexts(
  resource: ResolvedResource,
  table: AttributeTable,
  unknown: (path: string) => string[],
): string[] {
  return setAttributes(resource, { ...table, ...OF_EVERY_TYPE }).flatMap(({ path, treatment }) => {
    if (!treatment) {
      return unknown(path);
    }
    return treatment.kind === "warned" ? [treatment.text] : [];
  });
}
