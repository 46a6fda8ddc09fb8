import { FSWatcher, watch } from "node:fs";
import { Runner } from "../runner";
import { endpointsTable, writeEndpointsFile } from "./endpoints";
import { ServeOptions } from "./serve-options";

/** What a command serves: a stack's folder, and what makes it anew when a watched path changes. */
export interface Served {
  readonly folder: string;
  readonly watched: readonly string[];
  readonly refresh: () => Promise<void>;
}

const SETTLE_MILLISECONDS = 50;

/** Serves until SIGINT or SIGTERM, then ends every child. */
export async function serve(served: Served, options: ServeOptions): Promise<number> {
  const { port, environment, logFormat } = options;
  const stopped = stopSignal();
  const runner = await Runner.start(served.folder, { port, environment, logFormat });
  const watchers = options.watch ? watchAll(served, runner, options) : [];
  announce(runner, options);
  await stopped;
  watchers.forEach((watcher) => watcher.close());
  await runner.close();
  return 0;
}

function announce(runner: Runner, { endpointsFile }: ServeOptions): void {
  for (const warning of runner.warnings) process.stderr.write(`warning: ${warning}\n`);
  // The file first: whoever reads the table finds it.
  if (endpointsFile) writeEndpointsFile(endpointsFile, runner);
  process.stdout.write(`\n${endpointsTable(runner)}\n`);
}

function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    process.once("SIGINT", () => resolve());
    process.once("SIGTERM", () => resolve());
  });
}

function watchAll(served: Served, runner: Runner, options: ServeOptions): FSWatcher[] {
  let settling: NodeJS.Timeout | undefined;
  let refreshing = Promise.resolve();
  const changed = () => {
    clearTimeout(settling);
    settling = setTimeout(() => {
      refreshing = refreshing.then(() => refresh(served, runner, options));
    }, SETTLE_MILLISECONDS);
  };
  return served.watched.map((path) => watch(path, { recursive: true }, changed));
}

/** What can't be served leaves what was served before. */
async function refresh(served: Served, runner: Runner, options: ServeOptions): Promise<void> {
  try {
    await served.refresh();
    await runner.reload();
    process.stderr.write("The change is served.\n");
    if (options.endpointsFile) writeEndpointsFile(options.endpointsFile, runner);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    process.stderr.write(`${reason}\nThe change is not served; the stack before it still is.\n`);
  }
}
