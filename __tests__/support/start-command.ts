import type { ChildProcess, SpawnOptionsWithoutStdio } from "node:child_process";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { ROOT } from "./root";
import { nodeArguments } from "./run-command";

/** A command that goes on until it is ended, and what it has said so far. */
export interface Started {
  readonly child: ChildProcess;
  readonly seen: { readonly stdout: string; readonly stderr: string };
  /** Waits for a text; throws with all that was said if the command ends before. */
  until(stream: "stdout" | "stderr", text: string): Promise<void>;
}

/**
 * Starts one of the project's TypeScript commands as its npm script does. Detached, it leads a
 * process group of its own, as a terminal's foreground command does.
 */
export function startCommand(
  script: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
  cwd = ROOT,
  { detached = false }: { readonly detached?: boolean } = {},
): Started {
  const command = [process.execPath, ...nodeArguments(script), ...args];
  return startProcess(script, command, { cwd, detached, env: { ...process.env, ...env } });
}

/** @param name for the error if the process ends */
export function startProcess(
  name: string,
  [program = "", ...args]: readonly string[],
  options: SpawnOptionsWithoutStdio,
): Started {
  const child = spawn(program, args, options);
  const seen = { stdout: "", stderr: "" };
  child.stdout.on("data", (chunk: Buffer) => (seen.stdout += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (seen.stderr += chunk.toString()));
  const ended = once(child, "close").then(() => {
    throw new Error(`${name} ended:\n${seen.stdout}${seen.stderr}`);
  });
  ended.catch(() => undefined);
  return {
    child,
    seen,
    until: async (stream, text) => {
      while (!seen[stream].includes(text)) {
        await Promise.race([once(child[stream], "data"), ended]);
      }
    },
  };
}
