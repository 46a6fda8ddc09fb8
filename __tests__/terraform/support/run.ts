import { spawn } from "node:child_process";
import { stripVTControlCharacters as plain } from "node:util";

/** How a command ended. */
export interface Finished {
  readonly status: number | null;
  /** Standard output and error, in the order in which they came, without colours. */
  readonly output: string;
  readonly stdout: string;
}

export interface RunOptions {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

// Far more than any command takes; one that hangs shall be ended, and tell how far it came.
const TIME_LIMIT = 240_000;

/** Runs a command to its end, whatever that is. */
export function run(command: string, args: readonly string[], options: RunOptions) {
  return new Promise<Finished>((resolve, reject) => {
    const child = spawn(command, args, {
      ...options,
      timeout: TIME_LIMIT,
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    let stdout = "";
    child.stdout.on("data", (chunk: Buffer) => {
      stdout += chunk.toString();
      output += chunk.toString();
    });
    child.stderr.on("data", (chunk: Buffer) => (output += chunk.toString()));
    child.on("error", reject);
    child.on("close", (status) => {
      resolve({ status, output: plain(output), stdout: plain(stdout) });
    });
  });
}

/** Runs a command that must succeed. */
export async function runOk(command: string, args: readonly string[], options: RunOptions) {
  const finished = await run(command, args, options);
  if (finished.status === 0) {
    return finished;
  }
  const line = [command, ...args].join(" ");
  throw new Error(`${line} ended with ${finished.status}:\n${finished.output}`);
}
