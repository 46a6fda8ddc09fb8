import { AppProcess, canPreload } from "./app-process";
import { LoadedModules } from "./loaded-modules";
import type { CdktfProject } from "../project/cdktf-project";
import { readCdktfProject } from "../project/cdktf-project";

/**
 * Runs the app of cdktf.json directly: its JSON needs neither Terraform nor the CDKTF CLI.
 * @param environment Terraform workspace that the app synthesises; undefined means all of them
 * @throws Error when the app fails, or when it is stopped
 */
export async function synthesise(
  project: CdktfProject,
  environment: string | undefined,
  stop: AbortSignal,
): Promise<void> {
  stop.throwIfAborted();
  const { app, output } = project;
  announceSynthesis(environment, app);
  const loaded = new LoadedModules(output);
  const preload = canPreload(app) ? { modules: loaded.read(), sources: [] } : undefined;
  const process = new AppProcess({ project, environment, stop, preload });
  await process.run();
  loaded.write((await process.report).modules);
}

/**
 * Synthesises every environment of the project in a folder, into a folder of its own.
 * @param otherOutdirs absolute paths of other syntheses, which the app may take what it has built from
 * @throws Error when the app fails, or when it is stopped
 */
export async function synthesiseTo(
  outdir: string,
  folder: string,
  stop: AbortSignal,
  otherOutdirs: readonly string[] = [],
): Promise<void> {
  stop.throwIfAborted();
  const project = readCdktfProject(folder);
  await new AppProcess({ project, environment: undefined, stop, outdir, otherOutdirs }).run();
}

export function announceSynthesis(environment: string | undefined, app: string): void {
  const what = environment === undefined ? "" : ` ${environment}`;
  process.stderr.write(`Synthesising${what} (${app}) ...\n`);
}
