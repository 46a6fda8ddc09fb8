import type { Scope } from "./evaluate";
import { evaluate, passes } from "./evaluate";
import type { TemplatePart } from "./syntax";
import { boolean, text } from "./values";

/** The text that a template with interpolations and directives comes to. */
export function evaluateTemplate(parts: readonly TemplatePart[], scope: Scope): string {
  return parts.map((part) => partText(part, scope)).join("");
}

function partText(part: TemplatePart, scope: Scope): string {
  switch (part.kind) {
    case "text":
      return part.text;
    case "value":
      return text(evaluate(part.value, scope));
    case "if": {
      const chosen = boolean(evaluate(part.condition, scope)) ? part.yes : part.no;
      return evaluateTemplate(chosen, scope);
    }
    case "loop":
      return passes(part.loop, scope)
        .map((inner) => evaluateTemplate(part.body, inner))
        .join("");
  }
}
