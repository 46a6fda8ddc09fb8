import { readFileSync } from "node:fs";
import path from "node:path";
import type * as motoPythonModule from "../../runner/moto-python";
import type * as runnerModule from "../../runner/runner";
import type { Runner } from "../../runner/runner";
import type * as warmUpModule from "../../runner/warm-up";
import { variableFilesOf } from "../../terraform/variables/variable-file-names";
import { Announcement } from "./announcement";
import { BackgroundRun } from "./background-run";
import { removeEndpointsFile } from "./endpoints";
import { FirstBuild, printFailure } from "./first-build";
import type { Saved } from "../bundles/saved-code";
import { SavedCode } from "../bundles/saved-code";
import type { ServeOptions } from "./serve-options";
import type { Served } from "./served";
import { SourceWatch } from "../watch/source-watch";
import { aborted, stopSignal } from "../stop-signal";
import { Warnings } from "./warnings";

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
  private readonly firstBuild: FirstBuild;
  private readonly buildWarnings = new Warnings();
  private readonly watchWarnings = new Warnings();
  private readonly announcement: Announcement;

  constructor(
    private readonly served: Served,
    private readonly options: ServeOptions,
    private readonly stop: AbortSignal,
  ) {
    this.announcement = new Announcement(options.endpointsFile);
    this.firstBuild = new FirstBuild(served, stop);
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
      sources: () => [
        ...served.sources,
        ...(this.runner?.sources ?? []),
        ...(this.runner?.madeOf ?? []),
      ],
      ignored: [...served.ignored, ...own],
      // Variable files are written by hand, even into the folder of the build.
      inputs: () => this.variableFiles(),
      warn: (reasons) => this.watchWarnings.show(reasons),
      refresh: (saved) => this.refresh(saved),
    });
  }

  async start(): Promise<void> {
    const { endpointsFile, awsEndpoints, awsProfile, dataFolder, localExec, watch } = this.options;
    if (endpointsFile) {
      removeEndpointsFile(endpointsFile);
    }
    const built = this.firstBuild.run(this.watch);
    const isLocal = !awsEndpoints && !awsProfile;
    const motoPython = isLocal ? loadMotoPython().findMotoPython() : undefined;
    loadWarmUp().warmUp(this.served.lastFolders, isLocal);
    // The runner's modules load while the processes that have started work.
    const { Runner } = loadRunner();
    const { folder, warnings } = await built;
    this.folder = folder;
    this.buildWarnings.show(warnings);
    this.runner = await Runner.start(folder, {
      ...this.options,
      project: this.served.project,
      runsCommands: localExec,
      aws: { dataFolder, endpoints: awsEndpoints, motoPython, profile: awsProfile },
      isolated: watch,
      stop: this.stop,
      readiness: () => this.watch?.upToDate(),
    });
    // A source may be in a folder that wasn't watched yet: if it has changed, it is read again.
    await this.watch?.upToDate();
    this.announcement.show(this.runner);
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
    if (this.firstBuild.tryAgain()) {
      return;
    }
    if (this.isOnlyPlanned(saved.files)) {
      return;
    }
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
      this.announcement.show(this.runner);
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
      printFailure(error, failure);
    }
  }

  /** Whether only the configuration of a plan was saved, which is then reported. */
  private isOnlyPlanned(saved: readonly string[]): boolean {
    const { madeOf = [], stackFile = "" } = this.runner ?? {};
    const planned = saved.filter((file) => madeOf.includes(file));
    if (planned.length > 0) {
      const files = planned.map((file) => path.relative("", file)).join(", ");
      process.stderr.write(
        `${files} changed, but ${stackFile} doesn't have the change. Make the plan again to serve it.\n`,
      );
    }
    return planned.length === saved.length;
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
