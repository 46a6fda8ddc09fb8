import type { ResolveOptions } from "../resolve/stack-context";
import type { ResolvedStack } from "../resolved-stack";

/** What a stack is read from, and read again when it changes. */
export interface StackSource {
  /** The synthesised JSON, or the plan. */
  readonly stackFile: string;
  /** What it is read from now: files may have been added since it was read. */
  readonly files: readonly string[];
  /** What a plan was made of: it has what is changed there only when it is made again. */
  readonly madeOf: readonly string[];
  /** @throws StackError if it can't be read */
  read(): ReadStack;
}

export interface ReadStack {
  resolve(options: ResolveOptions): ResolvedStack;
  /** About what was resolved so far. */
  warnings(): string[];
  /** A message with the file and line of the resource that it is about, if they are known. */
  readonly located: (message: string) => string;
}
