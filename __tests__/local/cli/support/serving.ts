import { readFileSync } from "node:fs";
import type { Started } from "../../../support/start-command";
import { startCommand } from "../../../support/start-command";

export interface Serving extends Started {
  /** URL of each stage. */
  readonly urls: Readonly<Record<string, string>>;
}

/** Starts a command that serves on free ports, and waits until it says that it is ready. */
export async function serving(
  script: string,
  args: readonly string[],
  { endpoints, cwd, env }: { endpoints: string; cwd?: string; env?: NodeJS.ProcessEnv },
): Promise<Serving> {
  const options = ["--port", "0", "--endpoints-file", endpoints];
  const started = startCommand(script, [...args, ...options], env, cwd);
  await started.until("stdout", "Lambda API:");
  const urls = JSON.parse(readFileSync(endpoints, "utf8")) as Record<string, string>;
  return { ...started, urls };
}
