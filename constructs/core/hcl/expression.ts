import { literal } from "../literal";
import { stretches } from "../template";

const ESCAPES: Readonly<Record<string, string>> = {
  "\\": "\\\\",
  '"': '\\"',
  "\n": "\\n",
  "\r": "\\r",
};

/** A value of Terraform's JSON, whose strings are templates, as an expression of HCL. */
export function expression(value: unknown): string {
  return rendered(value, quotedTemplate);
}

/** A value whose strings aren't templates, as an expression of HCL. */
export function constant(value: unknown): string {
  return rendered(value, quotedText);
}

/** A name, a list of names or a map of names: HCL has them without quotes. */
export function names(value: unknown): string {
  return rendered(value, (name) => name.replace(/^\$\{(.*)\}$/s, "$1"));
}

export function quotedText(text: string): string {
  return `"${escapedText(literal(text))}"`;
}

/** The text of JSON's templates has no escape sequences. Their expressions are those of HCL. */
function quotedTemplate(template: string): string {
  const parts = stretches(template).map(({ mode, text }) =>
    mode === "text" ? escapedText(text) : text,
  );
  return `"${parts.join("")}"`;
}

function escapedText(text: string): string {
  return text.replace(/[\\"\n\r]/g, (character) => ESCAPES[character] ?? character);
}

function rendered(value: unknown, string: (text: string) => string): string {
  if (typeof value === "string") {
    return string(value);
  }
  if (Array.isArray(value)) {
    return `[${value.map((item: unknown) => rendered(item, string)).join(", ")}]`;
  }
  if (typeof value === "object" && value !== null) {
    const entries = Object.entries(value)
      .filter(([, item]) => item !== undefined)
      .map(([key, item]) => `${string(key)} = ${rendered(item, string)}`);
    return entries.length === 0 ? "{}" : inBraces(entries);
  }
  return String(value);
}

/** Lines between braces, indented. */
export function inBraces(lines: readonly string[]): string {
  return `{\n${lines.join("\n").replace(/^(?=.)/gm, "  ")}\n}`;
}
