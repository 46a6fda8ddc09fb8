import { StackError } from "../stack-error";

/** Adds the address and the attribute to the message of an error. */
export function withAddress<T>(address: string, name: string, resolve: () => T): T {
  try {
    return resolve();
  } catch (error) {
    const lines = (error as Error).message.split("\n");
    const isKnown = (line: string) => error instanceof StackError && line.startsWith(`${address}:`);
    const problems = lines.map((line) =>
      isKnown(line) ? line : `${address}: ${name} can't be resolved: ${line}`,
    );
    throw new StackError(problems.join("\n"));
  }
}
