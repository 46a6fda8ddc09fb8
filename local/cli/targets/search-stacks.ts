import type { NamedStack, ReadOptions } from "../project/read-stacks";
import { readStacks } from "../project/read-stacks";

/** The stacks in which the name of a resource was searched. */
export interface SearchedStacks {
  readonly stacks: readonly NamedStack[];
  /** Why there are none. */
  readonly unread?: string;
}

const ADDRESS = /^(module|aws_\w+)\./;

export function isAddress(name: string): boolean {
  return ADDRESS.test(name);
}

/**
 * The stacks that may have a resource with this name. A name on AWS needs no project that can be read.
 * @throws as readStacks, if only a stack can have it
 */
export async function stacksFor(name: string, options: ReadOptions): Promise<SearchedStacks> {
  if (/^(\/|arn:)/.test(name)) {
    return { stacks: [] };
  }
  try {
    return { stacks: await readStacks(options) };
  } catch (error) {
    if (isAddress(name) || options.wanted !== undefined || options.variables.length > 0) {
      throw error;
    }
    return { stacks: [], unread: `No stack was searched: ${(error as Error).message}` };
  }
}

/** `the stacks dev, prod` */
export function namesOf(stacks: readonly NamedStack[]): string {
  return `the stack${stacks.length === 1 ? "" : "s"} ${stacks.map((one) => one.name).join(", ")}`;
}
