import type { GivenValue, VariableArgument } from "../terraform";
import { parseGivenValue } from "../terraform/given-values";
import { UsageError } from "./command";

/** The options that give values to Terraform's input variables. */
export const VARIABLE_OPTIONS = {
  var: { type: "string", multiple: true },
  "var-file": { type: "string", multiple: true },
} as const;

/** The options that choose a stack, and give values to its variables. */
export const STACK_OPTIONS = { stack: { type: "string" }, ...VARIABLE_OPTIONS } as const;

/** A token of `parseArgs`. */
interface Token {
  readonly kind: string;
  readonly name?: string;
  readonly value?: string | undefined;
}

/**
 * The values of `--var` and `--var-file` in their order, in which later ones take precedence.
 * @throws UsageError
 */
export function variableArguments(tokens: readonly Token[]): VariableArgument[] {
  return tokens.flatMap(({ name, value = "" }): VariableArgument[] => {
    if (name === "var") {
      return [assignment(value)];
    }
    return name === "var-file" ? [{ file: value }] : [];
  });
}

function assignment(given: string): VariableArgument {
  const [, name, text = ""] = /^([\p{L}_][\p{L}\p{N}_-]*)=(.*)$/su.exec(given) ?? [];
  if (name === undefined) {
    throw new UsageError(`--var is "${given}"; allowed: NAME=VALUE, such as region=eu-west-1.`);
  }
  return { name, text };
}

/** The value of `--data`. @throws UsageError */
export function givenValueOf(text: string): GivenValue {
  const given = parseGivenValue(text);
  if (!given) {
    throw new UsageError(
      `--data is "${text}"; allowed: the Terraform address of an attribute and its value, such as ` +
        "data.aws_ssm_parameter.key.value=secret. A folder for items and positions is --data-dir.",
    );
  }
  return given;
}
