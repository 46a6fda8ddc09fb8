import { emptyStack, readStack, resolveStack } from "../../terraform";
import type { ReadOptions, ResolvedStack } from "../../terraform";

/** One side of a comparison. */
export interface Side {
  /** The stack's name, such as `dev`. */
  readonly name: string;
  readonly stack: ResolvedStack;
  /** Addresses that the stack has no longer, but whose resources stay. @default none */
  readonly kept?: readonly string[];
}

/**
 * The stack of a folder. APIs have the same fake URLs on both sides of a comparison.
 * @param name of the stack, which is the Terraform workspace too
 * @param options the project's variable files and the values of variables that apply
 * @throws StackError if the folder isn't a synthesised stack
 */
export function sideOf(folder: string, name: string, options: ReadOptions = {}): Side {
  const raw = readStack(folder, options);
  const stack = resolveStack(raw, {
    apiUrl: (address) => `https://${address}`,
    environment: { ...process.env, TF_WORKSPACE: name },
  });
  return { name, stack, kept: raw.kept };
}

/** The side of a stack that doesn't exist there. */
export function emptySide(name: string): Side {
  return { name, stack: resolveStack(emptyStack("/"), { apiUrl: () => "", environment: {} }) };
}
