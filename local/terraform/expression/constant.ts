import { StackError } from "../stack-error";
import { evaluate } from "./evaluate";
import type { Expression } from "./syntax";
import type { Value } from "../resolved-stack";

/**
 * The value of a constant expression, as in a variable file.
 * @throws StackError if it contains a reference or a function call
 */
export function constantValue(expression: Expression): Value {
  if (calls(expression)) {
    throw new StackError("functions can't be called here");
  }
  return evaluate(expression, {
    folder: "",
    dependsOn: () => undefined,
    variables: {},
    reference: ([name]) => {
      throw new StackError(`"${name}" has no meaning here: only constant values are allowed`);
    },
  });
}

/** Whether any part of the expression calls a function. */
function calls(part: unknown): boolean {
  if (typeof part !== "object" || part === null) {
    return false;
  }
  return ("kind" in part && part.kind === "call") || Object.values(part).some(calls);
}
