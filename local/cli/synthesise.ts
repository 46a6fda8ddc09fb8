import { readFileSync } from "node:fs";
import { AppProcess } from "./app-process";

/**
 * Runs the app of cdktf.json directly: its JSON needs neither Terraform nor the CDKTF CLI.
 * @param environment Terraform workspace that the app synthesises; undefined means all of them
 * @throws Error when the app fails, or when it is stopped
 */
export async function synthesise(
  environment: string | undefined,
  stop: AbortSignal,
): Promise<void> {
  stop.throwIfAborted();
  const app = appCommand();
  announceSynthesis(environment, app);
  await new AppProcess({ app, environment, stop }).run();
}

/** The shell command of the CDKTF app. */
export function appCommand(): string {
  return (JSON.parse(readFileSync("cdktf.json", "utf8")) as { app: string }).app;
}

export function announceSynthesis(environment: string | undefined, app: string): void {
  process.stderr.write(`Synthesising ${environment ?? "every environment"} (${app}) ...\n`);
}
