import { evaluate } from "../expression/evaluate";
import { parseTemplate } from "../expression/parse";
import type { Scope } from "../expression/scope";
import { boolean, text } from "../expression/values";
import type { Block } from "../read/block";
import type { Value } from "../resolved-stack";
import { StackError } from "../stack-error";

/**
 * Checks the validation rules of an input variable. A rule that the runner can't evaluate passes:
 * rules don't change values.
 * @throws StackError with the rule's own message
 * @see https://developer.hashicorp.com/terraform/language/values/variables#custom-validation-rules
 */
export function validate(address: string, declared: Block, scope: Scope): void {
  for (const rule of [declared["validation"] ?? []].flat()) {
    if (typeof rule !== "object" || rule === null || Array.isArray(rule)) {
      continue;
    }
    if (isMet(rule["condition"] ?? null, scope)) {
      continue;
    }
    const message = text(valueOf(rule["error_message"] ?? "", scope));
    throw new StackError(`${address} is not valid: ${message}`);
  }
}

function isMet(condition: Value, scope: Scope): boolean {
  try {
    return boolean(valueOf(condition, scope));
  } catch (error) {
    if (error instanceof StackError) {
      return true;
    }
    throw error;
  }
}

function valueOf(value: Value, scope: Scope): Value {
  return typeof value === "string" ? evaluate(parseTemplate(value), scope) : value;
}
