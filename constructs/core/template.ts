type Mode = "text" | "string" | "expression";

/** A piece of a template that is all text, all in a quoted string of an expression, or all code. */
export interface Stretch {
  readonly mode: Mode;
  readonly text: string;
}

/** What matters next: in text, in a quoted string of an expression, in an expression. */
const TOKENS: Readonly<Record<Mode, RegExp>> = {
  text: /\$\$\{|%%\{|[$%]\{/g,
  string: /\\.|\$\$\{|%%\{|[$%]\{|"/gs,
  expression: /["{}]/g,
};

/**
 * Splits a template of Terraform's JSON into text and expressions.
 * @see https://developer.hashicorp.com/terraform/language/expressions/strings#string-templates
 */
export function stretches(template: string): readonly Stretch[] {
  const found: Stretch[] = [];
  const outer: Mode[] = [];
  let mode: Mode = "text";
  let at = 0;
  while (at < template.length) {
    const pattern: RegExp = TOKENS[mode];
    pattern.lastIndex = at;
    const token: string | undefined = pattern.exec(template)?.[0];
    const end = token === undefined ? template.length : pattern.lastIndex;
    found.push({ mode, text: template.slice(at, end) });
    at = end;
    if (token === "}" || (token === '"' && mode === "string")) {
      mode = outer.pop() ?? "text";
    } else if (token === '"' || token === "${" || token === "%{" || token === "{") {
      outer.push(mode);
      mode = token === '"' ? "string" : "expression";
    }
  }
  return found;
}
