import { spawn } from "node:child_process";
import path from "node:path";
import { ROOT } from "./root";

export interface Finished {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Has Node run TypeScript. */
export const LOADER = path.join(ROOT, "local/typescript/register.cjs");

/** How the npm scripts have Node run TypeScript. */
export const TYPESCRIPT = ["--require", LOADER, "--"];

/** How Node runs one of the project's files with its first arguments: `local/cli/main.ts serve`. */
export function nodeArguments(script: string): string[] {
  const [file = "", ...args] = script.split(" ");
  return [...TYPESCRIPT, path.join(ROOT, file), ...args];
}

/** Runs one of the project's TypeScript commands as its npm script does, and waits for its end. */
export function runScript(
  script: string,
  args: string[],
  input = "",
  { cwd = ROOT, env = process.env }: { cwd?: string; env?: NodeJS.ProcessEnv } = {},
): Promise<Finished> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...nodeArguments(script), ...args], { cwd, env });
    let stdout = "";
    let stderr = "";
    child.stdout.on("data", (chunk: Buffer) => (stdout += chunk.toString()));
    child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
    child.on("error", reject);
    child.on("close", (status) => resolve({ status, stdout, stderr }));
    child.stdin.end(input);
  });
}
