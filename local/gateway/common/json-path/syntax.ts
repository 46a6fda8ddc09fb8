/** A malformed path. */
export class PathError extends Error {}

/** A parsed path. */
export interface Path {
  /** `$` is the document, `@` the item that a filter checks. */
  readonly from: "$" | "@";
  readonly steps: readonly Step[];
}

export type Step =
  | { readonly kind: "properties"; readonly names: readonly string[] }
  | { readonly kind: "indexes"; readonly indexes: readonly number[] }
  | { readonly kind: "slice"; readonly start?: number; readonly end?: number }
  | { readonly kind: "wildcard" }
  /** `..`: the next step applies at every depth. */
  | { readonly kind: "scan" }
  /** A malformed condition is undefined and accepts nothing. */
  | { readonly kind: "filter"; readonly condition: Condition | undefined }
  | { readonly kind: "function"; readonly name: string };

export type Condition =
  | { readonly kind: "any" | "all"; readonly conditions: readonly Condition[] }
  | { readonly kind: "not"; readonly condition: Condition }
  | { readonly kind: "exists"; readonly path: Path }
  | {
      readonly kind: "comparison";
      readonly operator: string;
      readonly left: Operand;
      readonly right: Operand;
    };

export type Operand =
  | { readonly kind: "path"; readonly path: Path }
  /** A string, a number, true, false, null, or a list of these. */
  | { readonly kind: "literal"; readonly value: unknown }
  | { readonly kind: "pattern"; readonly matches: (text: string) => boolean };

/** Whether a path finds at most one value. Other paths find a list. */
export function isDefinite({ steps }: Path): boolean {
  return steps.every((step, at) => {
    if (step.kind === "properties") {
      return step.names.length === 1 || at === steps.length - 1;
    }
    if (step.kind === "indexes") {
      return step.indexes.length === 1;
    }
    return step.kind === "function";
  });
}
