import type { ResolvedResource, ResolvedStack } from "../terraform/resolved-stack";
import { withAddresses } from "../log/with-addresses";
import { nearest } from "../terraform/nearest";
import { setAttributes, type SetAttribute } from "./set-attributes";
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
 * The share of a name's letters that may differ in a typo. A name that differs more may be a newer
 * attribute of the provider, which isn't in the tables either.
 */
const MISSPELT_SHARE = 1 / 4;

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
  return [...addresses].map(([text, all]) =>
    withAddresses(text.endsWith("?") ? text : `${text}.`, [...all]),
  );
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
      return attributeTexts(resource, treatment.attributes, (attribute) =>
        isState ? [] : [unknownAttribute(type, attribute)],
      );
    case "noEffect":
      return attributeTexts(resource, treatment.except, () => []);
    case "warned":
      return [treatment.text];
    case "unknown":
      return [`the local runner doesn't know the resource type ${type}; it has no effect locally`];
  }
}

function unknownAttribute(type: string, { owner, name, path, table }: SetAttribute): string {
  const set = owner.names();
  const unset = Object.keys(table).filter((known) => !set.includes(known));
  const like = nearest(name, unset, MISSPELT_SHARE);
  const hint = like === undefined ? "" : `; did you mean ${like}?`;
  return `the local runner doesn't know the attribute ${path} of ${type}; it has no effect locally${hint}`;
}

function attributeTexts(
  resource: ResolvedResource,
  table: AttributeTable,
  unknown: (attribute: SetAttribute) => string[],
): string[] {
  return setAttributes(resource, { ...table, ...OF_EVERY_TYPE }).flatMap((attribute) => {
    const { treatment } = attribute;
    if (!treatment) {
      return unknown(attribute);
    }
    return treatment.kind === "warned" ? [treatment.text] : [];
  });
}
