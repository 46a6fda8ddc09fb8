/** A CDKTF token in a string, before the stack is synthesised. */
const TOKEN = /(\$\{TfToken\[[^\]]*\]\})/;

/**
 * Escapes text for Terraform. Every string of its JSON is a template, so `${` and `%{`, which are
 * common in Velocity, would be evaluated.
 * @see https://developer.hashicorp.com/terraform/language/expressions/strings#escape-sequences
 */
export function literal(text: string): string {
  return text.replace(/\$\{/g, "$$${").replace(/%\{/g, "%%{");
}

/**
 * Escapes every string in a value, except its tokens. Velocity and API Gateway write variables as
 * `${…}` too.
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

/** The text with spaces in place of its tokens. */
export function withoutTokens(text: string): string {
  return text
    .split(TOKEN)
    .map((part) => (TOKEN.test(part) ? " ".repeat(part.length) : part))
    .join("");
}
