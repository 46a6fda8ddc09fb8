import { parseExpression } from "./expression/parse";
import { boolean, list, number, setOf, text } from "./expression/values";
import { Expression } from "./expression/syntax";
import { Block } from "./read-stack";
import { Value } from "./resolved-stack";
import { StackError } from "./stack-error";

/**
 * The value of an input variable: of `TF_VAR_…` in the environment, or its default.
 * @see https://developer.hashicorp.com/terraform/language/values/variables
 */
export function inputVariable(
  name: string,
  declared: Block | undefined,
  given: string | undefined,
  evaluate: (expression: Expression) => Value,
): Value {
  if (!declared) throw new StackError(`there is no variable ${name} in the stack`);
  const type = typeOf(declared);
  if (given !== undefined)
    return converted(isPrimitive(type) ? given : evaluate(parseExpression(given)), type);
  const value = declared["default"];
  if (value === undefined)
    throw new StackError(`var.${name} has no value; set TF_VAR_${name} in the environment`);
  return converted(value, type);
}

function typeOf(declared: Block): string {
  const type = declared["type"];
  return typeof type === "string" ? type.replace(/^\$\{(.*)\}$/s, "$1").trim() : "string";
}

function isPrimitive(type: string): boolean {
  return ["string", "number", "bool"].includes(type);
}

/** The types inside of others are left as they are given: no runner's answer depends on them. */
function converted(value: Value, type: string): Value {
  if (value === null) return null;
  if (type === "string") return typeof value === "object" ? value : text(value);
  if (type === "number") return number(value);
  if (type === "bool") return boolean(value);
  return type.startsWith("set(") ? setOf(list(value)) : value;
}
