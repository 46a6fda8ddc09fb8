import path from "node:path";
import type { ResolvedResource, ResolvedStack } from "../../../terraform/resolved-stack";
import { StackError } from "../../../terraform/stack-error";
import { localCommands, type LocalCommand } from "./local-commands";

/** A resource whose commands make code. */
export interface CodeMaker {
  readonly resource: ResolvedResource;
  readonly commands: readonly LocalCommand[];
}

/** Resources that exist to run commands. */
const TYPES = ["null_resource", "terraform_data"];

/**
 * The resources whose commands make a file or folder of a function's code: those that name it, else
 * those that the function depends on.
 * @param address of the function
 * @throws StackError if commands of the latter can't be resolved
 */
export function codeMakers(stack: ResolvedStack, address: string, file: string): CodeMaker[] {
  const name = path.basename(file);
  const naming = TYPES.flatMap((type) => stack.ofType(type))
    .flatMap((resource) => makerIfResolved(resource) ?? [])
    .filter(({ commands }) => commands.some(({ shown }) => shown.includes(name)));
  if (naming.length > 0) {
    return naming;
  }
  const fn = stack.ofType("aws_lambda_function").find((one) => one.address === address);
  return (fn?.dependencies() ?? [])
    .filter(({ type }) => TYPES.includes(type))
    .map(maker)
    .filter(({ commands }) => commands.length > 0);
}

function maker(resource: ResolvedResource): CodeMaker {
  return { resource, commands: localCommands(resource) };
}

/** What can't be resolved needn't have to do with code. */
function makerIfResolved(resource: ResolvedResource): CodeMaker | undefined {
  try {
    return maker(resource);
  } catch (error) {
    if (error instanceof StackError) {
      return undefined;
    }
    throw error;
  }
}
