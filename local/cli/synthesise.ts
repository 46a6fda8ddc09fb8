import { readFileSync } from "node:fs";
import path from "node:path";
import { AppProcess, canPreload } from "./app-process";
import { LoadedModules, outputFolder } from "./loaded-modules";

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
  const loaded = new LoadedModules(outputFolder());
  const preload = canPreload(app) ? { modules: loaded.read(), sources: [] } : undefined;
  const process = new AppProcess({ app, environment, stop, preload });
  await process.run();
  loaded.write((await process.report).modules);
}

/**
 * Synthesises every environment of a project in another folder, into a folder of its own.
 * @throws Error when the app fails, or when it is stopped
 */
export async function synthesiseTo(
  outdir: string,
  project: string,
  stop: AbortSignal,
): Promise<void> {
  stop.throwIfAborted();
  const app = appCommand(project);
  await new AppProcess({ app, environment: undefined, stop, cwd: project, outdir }).run();
}

/** The shell command of the CDKTF app. */
export function appCommand(project = "."): string {
  const settings = readFileSync(path.join(project, "cdktf.json"), "utf8");
  return (JSON.parse(settings) as { app: string }).app;
}

export function announceSynthesis(environment: string | undefined, app: string): void {
  process.stderr.write(`Synthesising ${environment ?? "every environment"} (${app}) ...\n`);
}
