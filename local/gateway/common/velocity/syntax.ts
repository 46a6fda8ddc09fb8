/** Where a node begins, as an offset in the template's text. */
export interface Located {
  readonly at: number;
}

export type Node = Text | Directive | Reference | Block;

/** `#if … #end`, `#foreach … #end`, `#macro … #end`: the directive, then its content. */
export type Block = Node[];

export interface Text extends Located {
  readonly type: "text";
  readonly value: string;
}

export type Directive = Located &
  (
    | { readonly type: "if" | "elseif"; readonly condition: Expression }
    | { readonly type: "else" | "break" }
    | { readonly type: "foreach"; readonly to: string; readonly from: Expression }
    | { readonly type: "set"; readonly equal: readonly [Reference, Expression] }
    | { readonly type: "macro"; readonly id: string; readonly args?: readonly Reference[] }
    | { readonly type: "macro_call"; readonly id: string; readonly args?: readonly Expression[] }
    | { readonly type: "define" | "macro_body" | "noescape"; readonly id?: string }
    | { readonly type: "raw" | "comment"; readonly value: string }
  );

export interface Reference extends Located {
  readonly type: "references";
  readonly id: string;
  readonly path?: readonly Step[];
  /** As the template writes it; without its path inside a directive. */
  readonly text: string;
  /** It may have no value: `$!x`, `#if($x)`, `$null`. */
  readonly isOptional: boolean;
}

export type Step =
  | { readonly type: "property"; readonly id: string }
  | { readonly type: "index"; readonly id: Expression }
  | { readonly type: "method"; readonly id: string; readonly args?: readonly Expression[] | false };

export type Expression =
  | Reference
  /** Begins behind the quote. */
  | (Located & { readonly type: "string"; readonly value: string; readonly isEval?: boolean })
  | { readonly type: "integer" | "decimal"; readonly value: string | number }
  | { readonly type: "bool"; readonly value: "true" | "false" | "null" }
  | {
      readonly type: "array";
      readonly isRange?: boolean;
      readonly value: readonly (Expression | string | number)[];
    }
  /** `{}` has no value. */
  | { readonly type: "map"; readonly value?: Readonly<Record<string, Expression>> }
  | {
      readonly type: "math";
      readonly operator: string;
      readonly expression: readonly Expression[];
    };
