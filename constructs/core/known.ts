import { Token } from "cdktf";

/** Whether a value is known at synth: neither a token nor text with a Terraform expression in it. */
export function isKnown(value: unknown): boolean {
  return !Token.isUnresolved(value) && !(typeof value === "string" && value.includes("${"));
}
