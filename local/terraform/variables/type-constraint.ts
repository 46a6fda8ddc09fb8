import { constantValue } from "../expression/constant";
import { parseExpression } from "../expression/parse";
import type { Expression } from "../expression/syntax";
import { text } from "../expression/values";
import type { Value } from "../resolved-stack";
import { StackError } from "../stack-error";

/** The type of a variable. */
export type TypeConstraint =
  | { readonly kind: "any" | "string" | "number" | "bool" }
  | { readonly kind: "list" | "set" | "map"; readonly of: TypeConstraint }
  | { readonly kind: "tuple"; readonly items: readonly TypeConstraint[] }
  | { readonly kind: "object"; readonly attributes: readonly ObjectAttribute[] };

export interface ObjectAttribute {
  readonly name: string;
  readonly type: TypeConstraint;
  readonly isOptional: boolean;
  readonly default: Value;
}

const PRIMITIVES = ["any", "string", "number", "bool"] as const;
const COLLECTIONS = ["list", "set", "map"] as const;

/**
 * Parses a type, a string in Terraform's JSON. Converters from HCL write it as an interpolation.
 * @throws StackError if the text is not a type
 * @see https://developer.hashicorp.com/terraform/language/expressions/type-constraints
 */
export function parseType(source: string): TypeConstraint {
  return typeOf(parseExpression(source.replace(/^\$\{(.*)\}$/s, "$1")));
}

function typeOf(expression: Expression): TypeConstraint {
  if (expression.kind === "name") {
    return named(expression.name);
  }
  if (expression.kind !== "call") {
    return refuse();
  }
  const [inner, ...rest] = expression.args;
  if (!inner || rest.length > 0) {
    return refuse();
  }
  const collection = COLLECTIONS.find((kind) => kind === expression.name);
  if (collection) {
    return { kind: collection, of: typeOf(inner) };
  }
  if (expression.name === "tuple" && inner.kind === "list") {
    return { kind: "tuple", items: inner.items.map(typeOf) };
  }
  if (expression.name === "object" && inner.kind === "object") {
    return { kind: "object", attributes: inner.entries.map(attribute) };
  }
  return refuse();
}

function named(name: string): TypeConstraint {
  const primitive = PRIMITIVES.find((kind) => kind === name);
  if (primitive) {
    return { kind: primitive };
  }
  // Terraform 0.11's form of list(any) and map(any).
  if (name === "list" || name === "map") {
    return { kind: name, of: { kind: "any" } };
  }
  return refuse();
}

function attribute([key, value]: readonly [Expression, Expression]): ObjectAttribute {
  const name = text(constantValue(key));
  if (value.kind !== "call" || value.name !== "optional") {
    return { name, type: typeOf(value), isOptional: false, default: null };
  }
  const [type, initial] = value.args;
  return {
    name,
    type: type ? typeOf(type) : refuse(),
    isOptional: true,
    default: initial ? constantValue(initial) : null,
  };
}

function refuse(): never {
  throw new StackError(
    "its type is not valid; allowed: string, number, bool, any, list(…), set(…), map(…), tuple([…]), object({…})",
  );
}
