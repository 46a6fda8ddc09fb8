/** An expression of the Terraform language. */
export type Expression =
  | { readonly kind: "literal"; readonly value: null | boolean | number | string }
  | { readonly kind: "template"; readonly parts: readonly TemplatePart[] }
  | { readonly kind: "name"; readonly name: string }
  | { readonly kind: "attribute"; readonly of: Expression; readonly name: string }
  | { readonly kind: "index"; readonly of: Expression; readonly key: Expression }
  | { readonly kind: "splat"; readonly of: Expression; readonly keys: readonly Expression[] }
  | {
      readonly kind: "call";
      readonly name: string;
      readonly args: readonly Expression[];
      /** Whether the last argument is expanded: `max([1, 2]...)`. */
      readonly spread: boolean;
    }
  | { readonly kind: "unary"; readonly operator: "-" | "!"; readonly operand: Expression }
  | {
      readonly kind: "binary";
      readonly operator: string;
      readonly left: Expression;
      readonly right: Expression;
    }
  | {
      readonly kind: "conditional";
      readonly condition: Expression;
      readonly yes: Expression;
      readonly no: Expression;
    }
  | { readonly kind: "list"; readonly items: readonly Expression[] }
  | { readonly kind: "object"; readonly entries: readonly (readonly [Expression, Expression])[] }
  | {
      readonly kind: "for";
      readonly loop: Loop;
      /** Set if the result is an object. */
      readonly key?: Expression;
      readonly value: Expression;
      readonly condition?: Expression;
      /** Whether values with the same key are grouped in a list: `{for … : k => v...}`. */
      readonly grouped: boolean;
    };

/** `for value in of` or `for key, value in of`. */
export interface Loop {
  readonly key?: string;
  readonly value: string;
  readonly of: Expression;
}

/** A part of a template: text, `${…}`, `%{ if … }`, `%{ for … }`. */
export type TemplatePart =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "value"; readonly value: Expression }
  | {
      readonly kind: "if";
      readonly condition: Expression;
      readonly yes: readonly TemplatePart[];
      readonly no: readonly TemplatePart[];
    }
  | { readonly kind: "loop"; readonly loop: Loop; readonly body: readonly TemplatePart[] };

/** The text is not an expression that the runner understands. */
export class ExpressionSyntaxError extends Error {}
