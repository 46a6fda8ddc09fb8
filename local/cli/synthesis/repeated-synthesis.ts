import { isDeepStrictEqual } from "node:util";
import type { AppReport } from "./app-process";
import { AppProcess, canPreload } from "./app-process";
import { earlySources, PathStamps } from "./early-sources";
import { LoadedModules } from "./loaded-modules";
import type { CdktfProject } from "../project/cdktf-project";
import { readCdktfProject } from "../project/cdktf-project";
import { announceSynthesis } from "./synthesise";

/** A process that has loaded packages and modules of the app, and waits to run it. */
interface Waiting {
  readonly project: CdktfProject;
  readonly process: AppProcess;
  readonly modules: readonly string[];
  /** Taken before the process started. */
  readonly stamps: PathStamps;
}

/** The process that the next synthesis needs starts after the response to the last one. */
const PREPARE_MILLISECONDS = 250;

/**
 * Synthesises one environment again and again. Most of a synthesis is spent on loading CDKTF, the
 * provider's classes and the app's modules, so a process that has loaded those that a developer
 * doesn't edit waits for the next one. Each process runs the app once, from the start. If anything
 * has changed that it loaded early, a fresh process runs the app instead.
 */
export class RepeatedSynthesis {
  private waiting: Waiting | undefined;
  private readonly loaded: LoadedModules;
  private modules: readonly string[];
  /** Undefined if they aren't known. */
  private reads: ReadonlySet<string> | undefined;
  /** What a waiting process had loaded and a developer then changed: it isn't loaded early again. */
  private readonly edited = new Set<string>();
  private timer: NodeJS.Timeout | undefined;

  /**
   * @param folder of the project
   * @param environment Terraform workspace that the app synthesises; undefined means all of them
   */
  constructor(
    private readonly folder: string,
    private readonly environment: string | undefined,
  ) {
    this.loaded = new LoadedModules(readCdktfProject(folder).output);
    this.modules = this.loaded.read();
  }

  /**
   * @param stop aborted, it ends every process that this object has started
   * @throws Error when the app fails, or when it is stopped
   */
  async run(stop: AbortSignal): Promise<void> {
    stop.throwIfAborted();
    const project = readCdktfProject(this.folder);
    announceSynthesis(this.environment, project.app);
    const process = await this.take(project, stop);
    this.reads = undefined;
    void process.report.then((report) => this.prepare(project, report, stop));
    await process.run();
    const { modules, reads } = await process.report;
    this.reads = reads ? new Set(reads) : undefined;
    this.loaded.write(modules);
  }

  /** Whether the app read the file when it ran last, or may have read it. */
  mayRead(file: string): boolean {
    return this.reads?.has(file) ?? true;
  }

  private async take(project: CdktfProject, stop: AbortSignal): Promise<AppProcess> {
    const { environment, waiting } = this;
    clearTimeout(this.timer);
    this.waiting = undefined;
    if (waiting && (await this.isUsable(waiting, project))) {
      return waiting.process;
    }
    waiting?.process.end();
    const isPreloading = canPreload(project.app);
    const preload = isPreloading ? { modules: this.modules, sources: [] } : undefined;
    return new AppProcess({ project, environment, stop, preload });
  }

  private prepare(project: CdktfProject, report: AppReport, stop: AbortSignal): void {
    // An app that failed may have loaded less than it needs.
    const { modules } = report;
    this.modules = modules.length > this.modules.length ? modules : this.modules;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      if (stop.aborted || this.waiting || this.modules.length === 0) {
        return;
      }
      const { environment } = this;
      const preload = { modules: this.modules, sources: earlySources(report, this.edited) };
      const stamps = new PathStamps([...preload.modules, ...report.paths]);
      const process = new AppProcess({ project, environment, stop, preload });
      process.unref();
      this.waiting = { project, process, modules: preload.modules, stamps };
    }, PREPARE_MILLISECONDS).unref();
  }

  /** Not after npm has installed other packages, for example. */
  private async isUsable(waiting: Waiting, wanted: CdktfProject): Promise<boolean> {
    const { project, process, modules, stamps } = waiting;
    const early = await process.early;
    if (!isDeepStrictEqual(project, wanted) || process.hasEnded || !early) {
      return false;
    }
    const changed = stamps.changed([...modules, ...early]);
    changed.forEach((file) => this.edited.add(file));
    return changed.length === 0;
  }
}
