import { StackError } from "../stack-error";
import { textValue } from "./text-value";
import { readVariableFile, type VariableFile } from "./variable-files";

/** A value or a file of values on the command line, as Terraform's `-var` and `-var-file`. */
export type VariableArgument =
  { readonly name: string; readonly text: string } | { readonly file: string };

/**
 * The values of arguments, which later ones take precedence over.
 * @throws StackError if a file can't be read, or for a value of an undeclared variable
 */
export function readVariableArguments(
  given: readonly VariableArgument[],
  declared: Readonly<Record<string, unknown>>,
): VariableFile[] {
  return given.map((argument) => {
    if ("file" in argument) {
      return readVariableFile(argument.file);
    }
    const { name, text } = argument;
    if (!Object.hasOwn(declared, name)) {
      throw new StackError(
        `--var ${name}: the stack does not declare the variable; declared: ${namesOf(declared)}`,
      );
    }
    return { file: `--var ${name}`, values: new Map([[name, (type) => textValue(text, type)]]) };
  });
}

function namesOf(declared: Readonly<Record<string, unknown>>): string {
  return Object.keys(declared).join(", ") || "none";
}
