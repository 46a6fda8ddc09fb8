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
  const addresses = new Map<string, Set<string>>();
  for (const resource of stack.all()) {
    for (const text of textsOf(resource, stack.isState ?? false)) {
      const all = addresses.get(text) ?? new Set();
      addresses.set(text, all.add(blockOf(resource)));
    }
  }
  return [...addresses].map(([text, all]) => withAddresses(`${text}.`, [...all]));
}

/** The address without the keys of instances: a block is shown once. */
function blockOf({ address }: ResolvedResource): string {
  return address.replace(/\[(?:\d+|"(?:[^"\\]|\\.)*")\]/g, "");
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
