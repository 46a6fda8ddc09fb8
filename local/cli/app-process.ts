import type { ChildProcess } from "node:child_process";
import { spawn } from "node:child_process";
import path from "node:path";
import type { Duplex } from "node:stream";
import { text } from "node:stream/consumers";
import type { Guarded } from "../guardian";
import { Guardian, newMark } from "../guardian";

const PRELOAD = path.join(__dirname, "app-preload.cjs");
/** Options in which two processes at a time would collide. */
const INSPECTED = /--inspect/;

export interface AppOptions {
  /** Shell command. */
  readonly app: string;
  /** Terraform workspace that the app synthesises; undefined means all of them. */
  readonly environment: string | undefined;
  /** Aborted, it ends the process and what that has started. */
  readonly stop: AbortSignal;
  /** Folder that the app runs in. @default the current one */
  readonly cwd?: string;
  /** Folder that the stacks are written to. @default the app's own choice */
  readonly outdir?: string;
  /** Files of modules to load before `run`. @default none, and the app runs at once */
  readonly preload?: readonly string[];
}

/** What a process that could preload modules reports at its end. */
export interface AppReport {
  /** Modules that the app loaded and that its next process can preload. */
  readonly modules: readonly string[];
  /** Absolute paths of the files that the app read; null if they aren't known. */
  readonly reads: readonly string[] | null;
}

const NO_REPORT: AppReport = { modules: [], reads: null };

/** A process that runs the app of cdktf.json. With modules to preload, it waits for `run`. */
export class AppProcess {
  readonly report: Promise<AppReport>;
  private readonly mark = newMark();
  private readonly child: ChildProcess;
  private readonly channel: Duplex | undefined;
  private readonly exit: Promise<void>;
  private readonly stop: AbortSignal;

  constructor({ app, environment, stop, cwd, outdir, preload }: AppOptions) {
    this.stop = stop;
    this.child = spawn(app, {
      shell: true,
      cwd,
      // In a process group of its own, because the shell doesn't pass signals on.
      detached: true,
      stdio: ["ignore", process.stderr, process.stderr, preload ? "pipe" : "ignore"],
      env: {
        ...process.env,
        ...(preload && { NODE_OPTIONS: preloadingOptions() }),
        ...(outdir !== undefined && { CDKTF_OUTDIR: outdir }),
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
    this.send({ nodeOptions: process.env.NODE_OPTIONS ?? null, modules: preload });
    this.report = this.receive();
  }

  get hasEnded(): boolean {
    return this.child.exitCode !== null || this.child.signalCode !== null;
  }

  /** Waits for the end of the app. @throws Error when it fails, or when it is stopped */
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

  private async receive(): Promise<AppReport> {
    try {
      return this.channel ? (JSON.parse(await text(this.channel)) as AppReport) : NO_REPORT;
    } catch {
      // It ended without a report, as by a signal.
      return NO_REPORT;
    }
  }
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
        reject(new Error(`The synthesis failed with ${signal ?? `exit status ${status}`}.`));
      }
    });
  });
}
