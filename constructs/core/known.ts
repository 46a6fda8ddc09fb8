import { Token } from "cdktf";

/**
 * Whether a value is known at synth: neither a token, nor the one item of a list token, nor text with a
 * Terraform expression in it.
 */
export function isKnown(value: unknown): boolean {
  if (typeof value === "string") {
    return !value.includes("${") && !Token.isUnresolved([value]);
  }
  return !Token.isUnresolved(value);
}
