import { existsSync } from "node:fs";
import type { ResolvedStack } from "../../../terraform/resolved-stack";
import type { FunctionConfig } from "../../config/function-config";
import { pathOf } from "../code-folder";
import { type CodeMaker, codeMakers } from "./code-makers";
import type { LocalCommand } from "./local-commands";
import { writeLocalFiles } from "./local-files";

/** Runs a command for the resource with the address. @throws Error if it fails */
export type RunCommand = (address: string, command: LocalCommand) => Promise<void>;

/**
 * Makes code that doesn't exist by the commands that Terraform would run before it creates the
 * function.
 * @param run undefined: the commands must not run
 * @returns why code is still missing, by the function's address
 */
export async function makeMissingCode(
  stack: ResolvedStack,
  functions: readonly FunctionConfig[],
  run: RunCommand | undefined,
): Promise<ReadonlyMap<string, string>> {
  const reasons = new Map<string, string>();
  const made = new Map<string, Promise<void>>();
  for (const { address, code, layers } of functions) {
    const missing = [code, ...layers].flatMap((source) => pathOf(source) ?? []).filter(isMissing);
    try {
      for (const maker of missing.flatMap((file) => codeMakers(stack, address, file))) {
        await (run ? once(made, maker, () => make(stack, maker, run)) : refuse(maker));
      }
    } catch (error) {
      reasons.set(address, (error as Error).message);
    }
  }
  return reasons;
}

function isMissing(file: string): boolean {
  return !existsSync(file);
}

/** Functions can share what makes their code. */
function once(
  made: Map<string, Promise<void>>,
  { resource: { address } }: CodeMaker,
  make: () => Promise<void>,
): Promise<void> {
  const known = made.get(address) ?? make();
  made.set(address, known);
  return known;
}

async function make(
  stack: ResolvedStack,
  { resource, commands }: CodeMaker,
  run: RunCommand,
): Promise<void> {
  writeLocalFiles(stack, resource);
  for (const command of commands) {
    await run(resource.address, command);
  }
}

function refuse({ resource, commands }: CodeMaker): never {
  const shown = commands.map((command) => JSON.stringify(command.shown)).join(", then ");
  throw new Error(
    `${resource.address} makes it by ${shown}: run this yourself, or pass --local-exec`,
  );
}
