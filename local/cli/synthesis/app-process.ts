import type { ChildProcess } from "node:child_process";
import { spawn } from "node:child_process";
import path from "node:path";
import { createInterface } from "node:readline";
import type { Duplex } from "node:stream";
import type { Guarded } from "../../guardian";
import { Guardian, newMark } from "../../guardian";
import type { CdktfProject } from "../project/cdktf-project";

const PRELOAD = path.join(__dirname, "app-preload.cjs");
/** Options in which two processes at a time would collide. */
const INSPECTED = /--inspect/;

export interface AppOptions {
  readonly project: CdktfProject;
  /** Terraform workspace that the app synthesises; undefined means all of them. */
  readonly environment: string | undefined;
  /** Aborted, it ends the process and what that has started. */
  readonly stop: AbortSignal;
  /** Folder that the stacks are written to. @default the project's */
  readonly outdir?: string;
  /** Folders of other syntheses, which the app may take what it has built from. @default none */
  readonly otherOutdirs?: readonly string[];
  /** What to load before `run`. @default nothing, and the app runs at once */
  readonly preload?: Preload;
}

/** Files of modules that a process loads before it runs the app. */
export interface Preload {
  /** Of packages. */
  readonly modules: readonly string[];
  /** Of the app itself. */
  readonly sources: readonly string[];
}

/** What a process that could preload modules reports at its end. */
export interface AppReport {
  /** Modules that the app loaded and that its next process can preload. */
  readonly modules: readonly string[];
  /** Absolute paths of the files that the app read; null if they aren't known. */
  readonly reads: readonly string[] | null;
  /** Absolute paths of the files and folders that it read or looked at. */
  readonly paths: readonly string[];
  /** The modules of the app itself, each with those that it imports. */
  readonly sources: Readonly<Record<string, readonly string[]>>;
  /** The main one of them; null if it isn't known. */
  readonly main: string | null;
}

const NO_REPORT: AppReport = { modules: [], reads: null, paths: [], sources: {}, main: null };

/** The app failed, and has printed why. */
export class SynthesisError extends Error {}

/** A process that runs the app of cdktf.json. With modules to preload, it waits for `run`. */
export class AppProcess {
  /** What has been read or looked at when all is preloaded; undefined if the process ends before. */
  readonly early: Promise<readonly string[] | undefined>;
  readonly report: Promise<AppReport>;
  private readonly mark = newMark();
  private readonly child: ChildProcess;
  private readonly channel: Duplex | undefined;
  private readonly exit: Promise<void>;
  private readonly stop: AbortSignal;

  constructor({ project, environment, stop, outdir, otherOutdirs, preload }: AppOptions) {
    this.stop = stop;
    this.child = spawn(project.app, {
      shell: true,
      cwd: project.folder,
      // In a process group of its own, because the shell doesn't pass signals on.
      detached: true,
      stdio: ["ignore", process.stderr, process.stderr, preload ? "pipe" : "ignore"],
      env: {
        ...process.env,
        ...project.environment,
        ...(preload && { NODE_OPTIONS: preloadingOptions() }),
        ...(outdir !== undefined && { CDKTF_OUTDIR: outdir }),
        ...(otherOutdirs && { CDKTF_OTHER_OUTDIRS: otherOutdirs.join(path.delimiter) }),
        TF_WORKSPACE: environment,
        LOCAL_SYNTHESIS: this.mark,
      },
    });
    const end = (): void => this.end();
    stop.addEventListener("abort", end);
    this.exit = exitOf(this.child).finally(() => stop.removeEventListener("abort", end));
    this.exit.catch(() => undefined);
    this.channel = preload && (this.child.stdio[3] as Duplex);
    // An app that ended early doesn't read any more; its exit status says why.
    this.channel?.on("error", () => undefined);
    this.send({ nodeOptions: process.env.NODE_OPTIONS ?? null, ...preload });
    const [early, report] = messagesFrom(this.channel);
    this.early = early.then((message) => message?.early);
    this.report = report.then((message) => message ?? NO_REPORT);
  }

  get hasEnded(): boolean {
    return this.child.exitCode !== null || this.child.signalCode !== null;
  }

  /** Waits for the end of the app. @throws SynthesisError when it fails, or when it is stopped */
  async run(): Promise<void> {
    const guardian = new Guardian();
    const guarded = this.guarded;
    if (guarded) {
      guardian.watch(guarded);
    }
    this.child.ref();
    this.send("go");
    try {
      await this.exit;
    } finally {
      // What an app leaves running on purpose, such as a bundler's server, goes on.
      if (guarded && !this.stop.aborted) {
        guardian.forget(guarded);
      }
      await guardian.close();
    }
  }

  /** Ends the app and what it has started. */
  end(): void {
    try {
      if (this.child.pid !== undefined) {
        process.kill(-this.child.pid, "SIGTERM");
      }
    } catch {
      // It has ended by itself.
    }
  }

  /** Lets the runner end while this process waits, which then ends as well. */
  unref(): void {
    this.child.unref();
    (this.channel as unknown as { unref(): void } | undefined)?.unref();
  }

  private get guarded(): Guarded | undefined {
    const { pid } = this.child;
    return pid === undefined ? undefined : { processGroup: pid, mark: this.mark };
  }

  private send(message: unknown): void {
    this.channel?.write(`${JSON.stringify(message)}\n`);
  }
}

/** The two messages of a process; undefined for those that it ended before. */
function messagesFrom(
  channel: Duplex | undefined,
): [Promise<{ early: string[] } | undefined>, Promise<AppReport | undefined>] {
  if (!channel) {
    return [Promise.resolve(undefined), Promise.resolve(undefined)];
  }
  const lines = createInterface({ input: channel })[Symbol.asyncIterator]();
  const next = async <T>(): Promise<T | undefined> => {
    try {
      const line = await lines.next();
      return line.done ? undefined : (JSON.parse(line.value) as T);
    } catch {
      // It ended while it wrote, as by a signal.
      return undefined;
    }
  };
  return [next(), next()];
}

/**
 * Whether the command is a single Node.js process, which can preload modules: `node`, its options,
 * a script and arguments, without anything that the shell would interpret.
 */
export function canPreload(app: string): boolean {
  const inspected = INSPECTED.test(`${app} ${process.env.NODE_OPTIONS ?? ""}`);
  return (
    !inspected && /^("[\w./@ -]*\/node"|([\w./@-]*\/)?node)( +[\w./@:=+-]+)+$/.test(app.trim())
  );
}

function preloadingOptions(): string {
  const { NODE_OPTIONS = "" } = process.env;
  return `${NODE_OPTIONS} --require ${JSON.stringify(PRELOAD)}`.trim();
}

function exitOf(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (status, signal) => {
      if (status === 0) {
        resolve();
      } else {
        reject(
          new SynthesisError(`The synthesis failed with ${signal ?? `exit status ${status}`}.`),
        );
      }
    });
  });
}
