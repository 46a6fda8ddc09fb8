import type { Value } from "../resolved-stack";
import { StackError } from "../stack-error";

/** The meaning of the names in an expression. */
export interface Scope {
  /** Folder that relative file names start from. */
  readonly folder: string;
  /** Called with each file whose content or existence a value depends on. */
  readonly dependsOn: (file: string) => void;
  /** Values by name: of a `for`, `count` or `each`, and the variables of a template file. */
  readonly variables: Readonly<Record<string, Value>>;
  /**
   * The value of a reference such as `aws_lambda_function.hello` or `local.name`, which the words
   * begin with, and the number of words that belong to the reference.
   */
  reference(words: readonly string[]): { readonly value: Value; readonly taken: number };
}

/** The scope of a template file, which sees its variables and nothing of the stack. */
export function closedScope(
  { folder, dependsOn }: Pick<Scope, "folder" | "dependsOn">,
  variables: Record<string, Value>,
): Scope {
  return {
    folder,
    dependsOn,
    variables,
    reference: ([name = ""]) => {
      throw new StackError(`"${name}" is not one of the template's variables`);
    },
  };
}
