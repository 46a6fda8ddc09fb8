import type { Command } from "../../../../local/cli/command";
import { statusOf } from "../../../../local/cli/command";
import type { Finished } from "../../../support/run-command";

/** Where a command runs. */
interface Surroundings {
  /** @default the test's */
  readonly cwd?: string;
  /** @default the test's */
  readonly env?: NodeJS.ProcessEnv;
}

/**
 * Runs a command in the test's process, and catches what it prints. It can't read standard input,
 * and gets no signal.
 */
export async function runInProcess(
  command: Command,
  args: string[],
  { cwd = process.cwd(), env = process.env }: Surroundings = {},
): Promise<Finished> {
  const before = { cwd: process.cwd(), env: process.env, isTTY: process.stdout.isTTY };
  const stdout = jest.spyOn(process.stdout, "write").mockReturnValue(true);
  const stderr = jest.spyOn(process.stderr, "write").mockReturnValue(true);
  process.chdir(cwd);
  process.env = env;
  process.stdout.isTTY = false;
  try {
    const status = await statusOf(command, args);
    return { status, stdout: printed(stdout), stderr: printed(stderr) };
  } finally {
    process.chdir(before.cwd);
    process.env = before.env;
    process.stdout.isTTY = before.isTTY;
    stdout.mockRestore();
    stderr.mockRestore();
  }
}

function printed({ mock }: { readonly mock: { readonly calls: readonly unknown[][] } }): string {
  return mock.calls.map(([text]) => String(text)).join("");
}
