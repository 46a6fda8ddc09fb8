import { emptySide, sideOf, type Side } from "../describe";
import { argumentsByStack } from "../../terraform";
import type { StackFolder, Synthesis, VariableArgument } from "../../terraform";

export interface PairOptions {
  /** Folder of the CDKTF project, whose variable files apply. */
  readonly project: string;
  /** Values of variables, for both sides. @default none */
  readonly variables?: readonly VariableArgument[];
}

/**
 * The stacks of two syntheses that are compared with each other. A stack that only one of them has is
 * compared with an empty one.
 * @throws StackError for a value of a variable that no stack declares
 * @throws Error for a single stack beside a synthesis of other stacks
 */
export function pairsOf(
  before: Synthesis,
  after: Synthesis,
  { project, variables = [] }: PairOptions,
): [Side, Side][] {
  const folders = [...before.stacks, ...after.stacks].map(({ folder }) => folder);
  const variablesOf = argumentsByStack(folders, variables);
  const side = ({ name, folder }: StackFolder, as = name): Side =>
    sideOf(folder, as, { project, variables: variablesOf(folder) });
  const [from, to] = [before.stacks[0], after.stacks[0]];
  if (before.isSingle && after.isSingle && from && to) {
    // The folders of one stack can have any names.
    return [[side(from, to.name), side(to)]];
  }
  const only = before.isSingle ? from : after.isSingle ? to : undefined;
  const names = only
    ? [only.name]
    : [...new Set([...before.stacks, ...after.stacks].map(({ name }) => name))];
  return names.map((name) => {
    const [was, is] = [before, after].map(({ stacks }) => stacks.find((one) => one.name === name));
    if (only && !(was && is)) {
      throw new Error(
        `Only one of the two sides has a stack ${name}. Pass two folders of a stack, or two folders of a whole synthesis.`,
      );
    }
    return [was ? side(was) : emptySide(name), is ? side(is) : emptySide(name)];
  });
}
