import { readStack } from "../read/read-stack";
import { StackError } from "../stack-error";
import type { VariableArgument } from "./variable-arguments";

/** The arguments that apply to the stack of a folder. */
export type ArgumentsOf = (folder: string) => readonly VariableArgument[];

/**
 * The arguments for several stacks that are read together: a value is for those that declare its
 * variable. Terraform itself knows one stack only, and refuses all others.
 * @throws StackError for a variable that no stack declares
 */
export function argumentsByStack(
  folders: readonly string[],
  given: readonly VariableArgument[],
): ArgumentsOf {
  if (!given.some((argument) => "name" in argument)) {
    return () => given;
  }
  const declared = new Map(
    folders.map((folder) => [folder, Object.keys(readStack(folder).variables)]),
  );
  const all = new Set([...declared.values()].flat());
  for (const argument of given) {
    if ("name" in argument && !all.has(argument.name)) {
      const names = [...all].join(", ") || "none";
      throw new StackError(
        `--var ${argument.name}: no stack declares the variable; declared: ${names}`,
      );
    }
  }
  return (folder) =>
    given.filter(
      (argument) => "file" in argument || (declared.get(folder) ?? []).includes(argument.name),
    );
}
