import { readFileSync } from "node:fs";
import type * as motoPythonModule from "../../runner/moto-python";
import type * as runnerModule from "../../runner/runner";
import type { Runner } from "../../runner/runner";
import type * as warmUpModule from "../../runner/warm-up";
import { groupedByCause } from "../../log/grouped-problems";
import { variableFilesOf } from "../../terraform/variables/variable-file-names";
import { BackgroundRun } from "./background-run";
import { endpointsTable, removeEndpointsFile, writeEndpointsFile } from "./endpoints";
import { routesTable } from "./routes-table";
import type { Saved } from "../bundles/saved-code";
import { SavedCode } from "../bundles/saved-code";
import type { ServeOptions } from "./serve-options";
import { SourceWatch } from "../watch/source-watch";
import { stopSignal } from "../stop-signal";
import { Warnings } from "./warnings";

/** What a build yields. */
export interface Built {
  /** Of the stack: the same for each build. */
  readonly folder: string;
  readonly warnings: readonly string[];
}

/** What a command serves: what builds a stack, and its sources. */
export interface Served {
  /** Folder of the CDKTF project that the stack belongs to. @default the stack has no project */
  readonly project?: string;
  /** Builds the stack. When aborted, ends every process that it has started. */
  readonly build: (stop: AbortSignal) => Promise<Built>;
  /** Folders of the stacks that the last build yielded, one of which is probably served now. */
  readonly lastFolders: readonly string[];
  /** Whether the build may read a file, other than to copy it. @default it may read every file */
  readonly mayRead?: (file: string) => boolean;
  /** Files and folders to watch besides the project and those that the stack names. */
  readonly sources: readonly string[];
  /** Files and folders of the project and the sources that aren't watched. */
  readonly ignored: readonly string[];
}

/**
 * Serves until SIGINT or SIGTERM, then ends every child and the process. Running requests have
 * five seconds to finish. A second signal ends everything at once.
 */
export async function serve(served: Served, options: ServeOptions): Promise<never> {
  await serveUntilStopped(served, options);
  // Otherwise a backend without a response would keep the process until its integration times out.
  process.exit(0);
}

async function serveUntilStopped(served: Served, options: ServeOptions): Promise<void> {
  const stop = stopSignal();
  const serving = new Serving(served, options, stop);
  try {
    await serving.start();
    await aborted(stop);
  } catch (error) {
    if (!stop.aborted) {
      throw error;
    }
  } finally {
    await serving.close();
  }
}

/** A served stack, which is reloaded when its sources change. */
class Serving {
  private runner: Runner | undefined;
  /** Of the stack, once it is built. */
  private folder: string | undefined;
  private readonly watch: SourceWatch | undefined;
  private readonly savedCode: SavedCode | undefined;
  private readonly confirmation = new BackgroundRun(() => this.confirm());
  private isReady = false;
  private table = "";
  private readonly buildWarnings = new Warnings();
  private readonly runnerWarnings = new Warnings();
  private readonly problems = new Warnings("not served", "red");

  constructor(
    private readonly served: Served,
    private readonly options: ServeOptions,
    private readonly stop: AbortSignal,
  ) {
    if (!options.watch) {
      return;
    }
    this.savedCode = served.project === undefined ? undefined : new SavedCode(served.project);
    // They are read or written only at start, so their changes don't matter.
    const { endpointsFile, accessLogFile, executionLogFile, envFile } = options;
    const { credentialsFile, jwksFiles } = options;
    const read = [envFile, credentialsFile, ...jwksFiles.values()];
    const written = [endpointsFile, accessLogFile, executionLogFile, options.dataFolder];
    const own = [...written, ...read].filter((file) => file !== undefined);
    this.watch = new SourceWatch({
      project: served.project,
      sources: () => [...served.sources, ...(this.runner?.sources ?? [])],
      ignored: [...served.ignored, ...own],
      // Variable files are written by hand, even into the folder of the build.
      inputs: () => this.variableFiles(),
      refresh: (saved) => this.refresh(saved),
    });
  }

  async start(): Promise<void> {
    const { port, environment, logFormat, allowedHosts, watch, endpointsFile } = this.options;
    const { quiet, strict, domains, tls, clientIdentity, credentials, sourceIp } = this.options;
    const { webSocketIdleSeconds, localExec } = this.options;
    const { targets } = this.options;
    const { jwksFiles, devTokens, dataFolder, accessLogFile, executionLogFile } = this.options;
    const { functionEnvironment, awsEndpoints, awsProfile, variables, given } = this.options;
    if (endpointsFile) {
      removeEndpointsFile(endpointsFile);
    }
    const built = this.served.build(this.stop);
    const isLocal = !awsEndpoints && !awsProfile;
    const motoPython = isLocal ? loadMotoPython().findMotoPython() : undefined;
    loadWarmUp().warmUp(this.served.lastFolders, isLocal);
    // The runner's modules load while the processes that have started work.
    const { Runner } = loadRunner();
    const { folder, warnings } = await built;
    this.folder = folder;
    this.buildWarnings.show(warnings);
    this.runner = await Runner.start(folder, {
      project: this.served.project,
      variables,
      chdir: this.options.chdir,
      given,
      port,
      environment,
      logFormat,
      quiet,
      accessLogFile,
      executionLogFile,
      strict,
      allowedHosts,
      domains,
      tls,
      clientIdentity,
      targets,
      givenCode: this.options.givenCode,
      runsCommands: localExec,
      credentials,
      sourceIp,
      webSocketIdleSeconds,
      jwksFiles,
      devTokens,
      functionEnvironment,
      aws: { dataFolder, endpoints: awsEndpoints, motoPython, profile: awsProfile },
      isolated: watch,
      readiness: () => this.watch?.upToDate(),
    });
    // A source may be in a folder that wasn't watched yet: if it has changed, it is read again.
    await this.watch?.upToDate();
    this.announce(this.runner);
    this.isReady = true;
    this.watch?.start();
    void this.savedCode?.prepare(this.runner.code);
  }

  async close(): Promise<void> {
    await this.watch?.close();
    await this.confirmation.settle();
    await this.savedCode?.close();
    await this.runner?.close();
  }

  private async refresh(saved: Saved): Promise<void> {
    const wasUnconfirmed = await this.confirmation.settle();
    const isServed = await this.serveCode(saved);
    if (isServed !== undefined) {
      if (isServed || wasUnconfirmed) {
        this.confirmation.schedule();
      }
      return;
    }
    await this.attempt("The change is not served; the stack before it still is.", async () => {
      await this.rebuild();
      if (this.isReady) {
        process.stderr.write("The change is served.\n");
      }
    });
  }

  /**
   * Serves saved code of functions before it is built again: that takes several times as long and
   * yields the same, unless the build reads the code itself.
   * @returns false if no function's code was made of what was saved; undefined if only a build knows
   */
  private async serveCode(saved: Saved): Promise<boolean | undefined> {
    const { mayRead } = this.served;
    if (!this.runner || !this.isReady || !this.savedCode) {
      return undefined;
    }
    if (saved.files.some((file) => mayRead?.(file) ?? true)) {
      return undefined;
    }
    try {
      const hasChanged = await this.savedCode.takeOver(saved, this.runner.code);
      if (hasChanged) {
        await this.runner.reload();
        process.stderr.write("The change is served.\n");
      }
      return hasChanged;
    } catch {
      // The build that follows reports why it can't be served.
      return undefined;
    }
  }

  /** Builds what `serveCode` served, and serves what the build yields. */
  private confirm(): Promise<void> {
    const failure = "The saved code is served, but the stack could not be built with it.";
    return this.attempt(failure, async () => {
      const before = this.stackText();
      await this.rebuild();
      const isEqual = this.stackText() === before;
      process.stderr.write(
        isEqual ? "The stack is up to date.\n" : "The stack has changed, and is served.\n",
      );
    });
  }

  private async rebuild(): Promise<void> {
    const { warnings } = await this.served.build(this.stop);
    this.buildWarnings.show(warnings);
    await this.runner?.reload();
    if (this.runner && this.isReady) {
      this.announce(this.runner);
    }
  }

  /** If the change can't be served, the previous stack still is. */
  private async attempt(failure: string, run: () => Promise<void>): Promise<void> {
    try {
      await run();
    } catch (error) {
      if (this.stop.aborted) {
        return;
      }
      const reason = error instanceof Error ? error.message : String(error);
      process.stderr.write(`${reason}\n${failure}\n`);
    }
  }

  private variableFiles(): string[] {
    const { folder, options, served } = this;
    return [
      ...(folder === undefined ? [] : variableFilesOf(folder, served.project)),
      ...options.variables.flatMap((given) => ("file" in given ? [given.file] : [])),
    ];
  }

  private stackText(): string | undefined {
    return this.runner && readFileSync(this.runner.stackFile, "utf8");
  }

  /** Prints what has changed since the last time. */
  private announce(runner: Runner): void {
    const { endpointsFile } = this.options;
    this.runnerWarnings.show(runner.warnings);
    this.problems.show(groupedByCause(runner.problems));
    if (endpointsFile) {
      writeEndpointsFile(endpointsFile, runner);
    }
    const table = `${routesTable(runner.apis)}\n${endpointsTable(runner)}`;
    if (table !== this.table) {
      process.stdout.write(`\n${table}\n`);
    }
    this.table = table;
  }
}

function loadMotoPython(): typeof motoPythonModule {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- as below
  return require("../../runner/moto-python") as typeof motoPythonModule;
}

function loadWarmUp(): typeof warmUpModule {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- as below
  return require("../../runner/warm-up") as typeof warmUpModule;
}

function loadRunner(): typeof runnerModule {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- only when needed, and at once
  return require("../../runner/runner") as typeof runnerModule;
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) {
      resolve();
    } else {
      signal.addEventListener("abort", () => resolve(), { once: true });
    }
  });
}
