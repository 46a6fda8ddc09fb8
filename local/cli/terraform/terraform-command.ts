import type { ChildProcess, StdioOptions } from "node:child_process";
import { spawn } from "node:child_process";
import { text } from "node:stream/consumers";

export interface CommandOptions {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** Aborted, it interrupts the command once: Terraform then unlocks the state. */
  readonly stop: AbortSignal;
}

export interface CommandResult {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** The Terraform CLI, as the CDKTF CLI finds it. */
export function terraformCommand(): string {
  return process.env.TERRAFORM_BINARY_NAME ?? "terraform";
}

/** Runs a command to its end. Its output can have secrets: it is the caller's to print. */
export async function runQuietly(
  command: string,
  args: readonly string[],
  options: CommandOptions,
): Promise<CommandResult> {
  const child = started(command, args, options, ["ignore", "pipe", "pipe"]);
  const [status, stdout, stderr] = await Promise.all([
    endOf(child, command, options.stop),
    child.stdout ? text(child.stdout) : "",
    child.stderr ? text(child.stderr) : "",
  ]);
  return { status, stdout, stderr };
}

/** Runs a command whose output goes where this process's goes. @returns its exit status */
export async function runVisibly(
  command: string,
  args: readonly string[],
  options: CommandOptions,
): Promise<number> {
  const child = started(command, args, options, ["ignore", "inherit", "inherit"]);
  return endOf(child, command, options.stop);
}

/**
 * In a process group of its own: a Ctrl-C in the terminal and the interrupt of this process would be
 * two, at which Terraform ends at once and leaves the state locked.
 */
function started(
  command: string,
  args: readonly string[],
  { cwd, env }: CommandOptions,
  stdio: StdioOptions,
): ChildProcess {
  return spawn(command, args, { cwd, env, stdio, detached: true });
}

function endOf(child: ChildProcess, command: string, stop: AbortSignal): Promise<number> {
  const interrupt = () => child.kill("SIGINT");
  return new Promise((resolve, reject) => {
    child.once("error", (error: NodeJS.ErrnoException) => {
      const reason = error.code === "ENOENT" ? "it isn't on the PATH. Install it" : error.message;
      reject(new Error(`${command} can't be run: ${reason}.`));
    });
    child.once("close", (status) => {
      stop.removeEventListener("abort", interrupt);
      resolve(status ?? 1);
    });
    stop.addEventListener("abort", interrupt);
    if (stop.aborted) {
      interrupt();
    }
  });
}
