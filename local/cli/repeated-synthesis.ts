import { AppProcess, canPreload } from "./app-process";
import { LoadedModules, outputFolder } from "./loaded-modules";
import type { SourceStamp } from "./source-stamp";
import { changedFiles, sourceStamp } from "./source-stamp";
import { announceSynthesis, appCommand } from "./synthesise";

/** A process that has loaded the packages of CDKTF and waits to run the app. */
interface Waiting {
  readonly app: string;
  readonly process: AppProcess;
  /** Of the modules that it has loaded. */
  readonly stamp: SourceStamp;
}

/** The process that the next synthesis needs starts after the response to the last one. */
const PREPARE_MILLISECONDS = 250;

/**
 * Synthesises one environment again and again. Most of a synthesis is spent on loading CDKTF and the
 * provider's classes, so a process that has loaded them waits for the next one. Each process runs
 * the app once, from the start: the result is that of a fresh process.
 */
export class RepeatedSynthesis {
  private waiting: Waiting | undefined;
  private readonly loaded = new LoadedModules(outputFolder());
  private modules: readonly string[] = this.loaded.read();
  /** Undefined if they aren't known. */
  private reads: ReadonlySet<string> | undefined;
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly environment: string) {}

  /**
   * @param stop aborted, it ends every process that this object has started
   * @throws Error when the app fails, or when it is stopped
   */
  async run(stop: AbortSignal): Promise<void> {
    stop.throwIfAborted();
    const app = appCommand();
    announceSynthesis(this.environment, app);
    const process = this.take(app, stop);
    this.reads = undefined;
    void process.report.then(({ modules }) => this.prepare(app, modules, stop));
    await process.run();
    const { modules, reads } = await process.report;
    this.reads = reads ? new Set(reads) : undefined;
    this.loaded.write(modules);
  }

  /** Whether the app read the file when it ran last, or may have read it. */
  mayRead(file: string): boolean {
    return this.reads?.has(file) ?? true;
  }

  private take(app: string, stop: AbortSignal): AppProcess {
    const { environment, waiting } = this;
    clearTimeout(this.timer);
    this.waiting = undefined;
    if (waiting && isUsable(waiting, app)) {
      return waiting.process;
    }
    waiting?.process.end();
    const preload = canPreload(app) ? this.modules : undefined;
    return new AppProcess({ app, environment, stop, preload });
  }

  private prepare(app: string, loaded: readonly string[], stop: AbortSignal): void {
    // An app that failed may have loaded less than it needs.
    this.modules = loaded.length > this.modules.length ? loaded : this.modules;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      if (stop.aborted || this.waiting || this.modules.length === 0) {
        return;
      }
      const { environment } = this;
      const stamp = sourceStamp(this.modules, new Set());
      const process = new AppProcess({ app, environment, stop, preload: [...stamp.keys()] });
      process.unref();
      this.waiting = { app, process, stamp };
    }, PREPARE_MILLISECONDS).unref();
  }
}

/** Not after npm has installed other packages, for example. */
function isUsable({ app, process, stamp }: Waiting, wanted: string): boolean {
  const now = sourceStamp([...stamp.keys()], new Set());
  return app === wanted && !process.hasEnded && changedFiles(stamp, now).length === 0;
}
