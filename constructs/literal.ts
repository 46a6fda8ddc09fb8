import { Token } from "cdktf";

/**
 * Text as Terraform must be given it to mean just that text: in JSON configuration every string is
 * a template, so `${` and `%{` (common in Velocity) would be evaluated.
 * @see https://developer.hashicorp.com/terraform/language/expressions/strings#escape-sequences
 */
export function literal(text: string): string {
  return text.replace(/\$\{/g, "$$${").replace(/%\{/g, "%%{");
}

/**
 * As `literal`, for text that may be meant for API Gateway, which has `${…}` of its own; text with a
 * reference to another resource is left to Terraform.
 */
export function literalUnlessReference(text: string): string {
  return Token.isUnresolved(text) ? text : literal(text);
}
