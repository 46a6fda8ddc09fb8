import { constantValue } from "../expression/constant";
import { parseExpression } from "../expression/parse";
import type { Value } from "../resolved-stack";
import type { TypeConstraint } from "./type-constraint";

/**
 * The value of a variable that the environment or the command line has as a text: the text itself,
 * or a constant expression if the variable is of a complex type.
 * @see https://developer.hashicorp.com/terraform/language/values/variables#complex-typed-values
 */
export function textValue(text: string, type: TypeConstraint | undefined): Value {
  const isLiteral = type === undefined || ["string", "number", "bool"].includes(type.kind);
  return isLiteral ? text : constantValue(parseExpression(text));
}
