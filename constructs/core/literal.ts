/** How a token stands in a string until the stack is synthesised. */
const TOKEN = /(\$\{TfToken\[[^\]]*\]\})/;

/**
 * Text as Terraform must be given it to mean just that text: in JSON configuration every string is
 * a template, so `${` and `%{` (common in Velocity) would be evaluated.
 * @see https://developer.hashicorp.com/terraform/language/expressions/strings#escape-sequences
 */
export function literal(text: string): string {
  return text.replace(/\$\{/g, "$$${").replace(/%\{/g, "%%{");
}

/**
 * The value with every text in it meaning just that text to Terraform; tokens in it stay tokens.
 * Velocity and API Gateway's variables are written `${…}` too.
 */
export function escaped<T>(value: T): T {
  if (typeof value === "string") {
    return escapedText(value) as T;
  }
  if (Array.isArray(value)) {
    return value.map((item: unknown) => escaped(item)) as T;
  }
  if (typeof value !== "object" || value === null) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [escapedText(key), escaped<unknown>(item)]),
  ) as T;
}

function escapedText(text: string): string {
  return text
    .split(TOKEN)
    .map((part) => (TOKEN.test(part) ? part : literal(part)))
    .join("");
}
