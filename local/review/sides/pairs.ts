import { emptySide, sideOf, type Side } from "../describe";
import type { StackFolder, Synthesis } from "../../terraform";

/**
 * The stacks of two syntheses that are compared with each other. A stack that only one of them has is
 * compared with an empty one.
 * @param project folder of the CDKTF project, whose variable files apply
 * @throws Error for a single stack beside a synthesis of other stacks
 */
export function pairsOf(before: Synthesis, after: Synthesis, project: string): [Side, Side][] {
  const side = ({ name, folder }: StackFolder, as = name): Side => sideOf(folder, as, project);
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
