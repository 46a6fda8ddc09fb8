import type { Value } from "../terraform/resolved-stack";

/** How the runner treats an attribute or a nested block. */
export type Treatment =
  /** The runner reads it, and refuses unsupported values when it does. */
  | { readonly kind: "served" }
  /** It can't change a response. */
  | { readonly kind: "noEffect" }
  /** It has an effect on AWS but not locally. The text is a sentence without a period. */
  | { readonly kind: "warned"; readonly text: string; readonly unless: Unless }
  /** Responses would differ from AWS, so the resource isn't served. The reason is a sentence. */
  | { readonly kind: "refused"; readonly reason: string; readonly unless: Unless }
  /** A nested block whose attributes have their own treatments. */
  | { readonly kind: "block"; readonly attributes: AttributeTable };

/** Values that mean the same as omitting the attribute; `false` always does. */
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
