import type { Value } from "../terraform/resolved-stack";

/** What the runner does with an attribute or a nested block that a configuration sets. */
export type Treatment =
  /** The runner reads it, and refuses the values that it can't serve where it reads them. */
  | { readonly kind: "served" }
  /** It can't change a response, on AWS or here. */
  | { readonly kind: "noEffect" }
  /** It has an effect on AWS and none here; the text is a sentence without its full stop. */
  | { readonly kind: "warned"; readonly text: string; readonly unless: Unless }
  /** A response would differ from AWS's: what has it isn't served. The reason is a sentence. */
  | { readonly kind: "refused"; readonly reason: string; readonly unless: Unless }
  /** A nested block, whose own attributes are treated one by one. */
  | { readonly kind: "block"; readonly attributes: AttributeTable };

/** Values that are the same as leaving the attribute out; `false` always is. */
type Unless = readonly (Value | RegExp)[];

export type AttributeTable = Readonly<Record<string, Treatment>>;

export function served(...names: readonly string[]): AttributeTable {
  return each(names, { kind: "served" });
}

export function noEffect(...names: readonly string[]): AttributeTable {
  return each(names, { kind: "noEffect" });
}

export function warned(text: string, ...unless: Unless): Treatment {
  return { kind: "warned", text, unless };
}

export function refused(reason: string, ...unless: Unless): Treatment {
  return { kind: "refused", reason, unless };
}

export function block(...tables: readonly AttributeTable[]): Treatment {
  return { kind: "block", attributes: Object.assign({}, ...tables) as AttributeTable };
}

function each(names: readonly string[], treatment: Treatment): AttributeTable {
  return Object.fromEntries(names.map((name) => [name, treatment]));
}
