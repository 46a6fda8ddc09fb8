import { createInterface } from "node:readline";
import type { StackFolder } from "../../terraform";
import { UsageError } from "../command";

/** Where a person is asked. */
export interface Terminal {
  readonly input: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  readonly output: NodeJS.WritableStream & { readonly isTTY?: boolean };
}

export interface Choice {
  /** Name of a stack. @default asks if there are several, where there is a terminal */
  readonly wanted: string | undefined;
  /** Aborted, it ends the question. */
  readonly stop: AbortSignal;
  /** @default that of this process */
  readonly terminal?: Terminal;
}

/**
 * One of the stacks: the wanted one, or the only one, or the one that a person chooses.
 * @throws UsageError if there is no such stack, or nobody to ask which of several
 */
export async function chooseStack(
  stacks: readonly StackFolder[],
  { wanted, stop, terminal = { input: process.stdin, output: process.stderr } }: Choice,
): Promise<StackFolder> {
  const names = stacks.map(({ name }) => name);
  if (wanted !== undefined) {
    return find(stacks, wanted) ?? refuse(`--stack is "${wanted}"; allowed: ${listed(names)}.`);
  }
  const [first, ...others] = stacks;
  if (first === undefined) {
    return refuse("The app has no stack.");
  }
  if (others.length === 0) {
    return first;
  }
  if (!terminal.input.isTTY || !terminal.output.isTTY) {
    return refuse(`There are several stacks. Name one with --stack: ${listed(names)}.`);
  }
  return ask(stacks, terminal, stop);
}

async function ask(
  stacks: readonly StackFolder[],
  { input, output }: Terminal,
  stop: AbortSignal,
): Promise<StackFolder> {
  const rows = stacks.map(({ name }, at) => `  ${at + 1}  ${name}\n`).join("");
  output.write(`There are several stacks:\n${rows}`);
  output.write(PROMPT);
  // Without `terminal: false`, Ctrl-C would end the question, not the command.
  for await (const line of createInterface({ input, terminal: false, signal: stop })) {
    const chosen = find(stacks, line.trim()) ?? stacks[Number(line) - 1];
    if (chosen) {
      return chosen;
    }
    output.write(`"${line}" is not a stack; allowed: 1 to ${stacks.length}, or a name.\n${PROMPT}`);
  }
  stop.throwIfAborted();
  return refuse("No stack was chosen. Name one with --stack.");
}

const PROMPT = "Number or name (--stack skips this question): ";

function find(stacks: readonly StackFolder[], wanted: string): StackFolder | undefined {
  return stacks.find(({ name }) => name === wanted);
}

function refuse(message: string): never {
  throw new UsageError(message);
}

function listed(names: readonly string[]): string {
  return names.join(", ") || "none";
}
