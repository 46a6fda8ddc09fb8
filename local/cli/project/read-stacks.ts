import type { ResolvedStack, VariableArgument } from "../../terraform";
import { argumentsByStack, sourceAt } from "../../terraform";
import { chooseStack } from "./choose-stack";
import { findProject } from "./find-project";
import { stacksOf } from "./stacks-of";

/** A stack of a project, under the name that `--stack` takes. */
export interface NamedStack {
  readonly name: string;
  readonly stack: ResolvedStack;
}

export interface ReadOptions {
  /** Of the project or stack. */
  readonly folder: string;
  /** Name of a stack. @default all are read */
  readonly wanted: string | undefined;
  /** If several stacks are read, a value is for those that declare the variable. */
  readonly variables: readonly VariableArgument[];
}

/**
 * The stacks of a project, as synthesised last.
 * @throws UsageError if the folder has no project, or the project no such stack
 * @throws Error if a stack can't be read
 */
export async function readStacks(options: ReadOptions): Promise<NamedStack[]> {
  const { folder, wanted, variables } = options;
  const all = stacksOf(findProject(folder));
  const choice = { wanted, stop: new AbortController().signal };
  const stacks = wanted === undefined ? all : [await chooseStack(all, choice)];
  const folders = stacks.map((one) => one.folder);
  const variablesOf = folders.length > 1 ? argumentsByStack(folders, variables) : () => variables;
  return stacks.map((one) => {
    const source = sourceAt(one.folder, { variables: variablesOf(one.folder) });
    const stack = source.read().resolve({ apiUrl: () => "", environment: process.env });
    return { name: one.name, stack };
  });
}
