import type { Value } from "../../terraform";

/** A value as the configuration would write it: `${` begins no expression. */
export function literal(value: Value): Value {
  if (typeof value === "string") {
    return literalText(value);
  }
  if (Array.isArray(value)) {
    return value.map(literal);
  }
  if (typeof value !== "object" || value === null) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [literalText(name), literal(inner)]),
  );
}

function literalText(text: string): string {
  return text.replaceAll("${", "$${").replaceAll("%{", "%%{");
}
