import type { Command } from "../../../../local/cli/command";
import { statusOf } from "../../../../local/cli/command";
import type { Finished } from "../../../support/run-command";

/** Runs a command in the test's process, and catches what it prints. */
export async function runInProcess(command: Command, args: string[]): Promise<Finished> {
  const stdout = jest.spyOn(process.stdout, "write").mockReturnValue(true);
  const stderr = jest.spyOn(process.stderr, "write").mockReturnValue(true);
  try {
    const status = await statusOf(command, args);
    return { status, stdout: printed(stdout), stderr: printed(stderr) };
  } finally {
    stdout.mockRestore();
    stderr.mockRestore();
  }
}

function printed({ mock }: { readonly mock: { readonly calls: readonly unknown[][] } }): string {
  return mock.calls.map(([text]) => String(text)).join("");
}
