import { createHash } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import path from "node:path";
import { gitIgnored } from "./git-ignored";
import type { Saved } from "../bundles/saved-code";
import type { SourceStamp } from "./source-stamp";
import { changedFiles, sourceStamp } from "./source-stamp";

export interface WatchOptions {
  /** Folder whose files count unless git ignores them. @default only the sources count */
  readonly project?: string;
  /** Files and folders that count even if git ignores them; read again at each look. */
  readonly sources: () => readonly string[];
  /** Files and folders of the project and the sources that don't count. */
  readonly ignored: readonly string[];
  /** Files that count even in an ignored folder; read again at each look. @default none */
  readonly inputs?: () => readonly string[];
  /** Receives why git's list is missing, after each attempt; empty if it isn't. @default it isn't shown */
  readonly warn?: (reasons: readonly string[]) => void;
  /** Serves the sources again, of which these files were saved; never rejects. */
  readonly refresh: (saved: Saved) => Promise<void>;
}

/** Time between two looks while no requests come. */
const LOOK_MILLISECONDS = 250;

/**
 * Refreshes what is served when its sources change. It looks at the files themselves: the operating
 * system's notifications come too late for a request that is sent right after a file was saved.
 *
 * A build may write files into the project, such as a bundler's output. They don't cause builds for
 * ever: files that git ignores don't count, nor does a file that is rewritten with the same content.
 */
export class SourceWatch {
  private readonly ignored: ReadonlySet<string>;
  private gitIgnored: ReadonlySet<string>;
  private stamp: SourceStamp;
  /** Mode and content of the files that have changed since the start. */
  private readonly digests = new Map<string, string>();
  private refreshing: Promise<void> | undefined;
  /** What requests that come during a refresh wait for. */
  private nextLook: Promise<void> | undefined;
  private lookedInThisTurn = false;
  private timer: NodeJS.Timeout | undefined;

  /** Create it before the sources are read for the first time. */
  constructor(private readonly options: WatchOptions) {
    this.ignored = new Set(options.ignored.map((file) => path.resolve(file)));
    this.gitIgnored = this.askGit();
    this.stamp = this.look();
  }

  /** From now on, changes are served when they happen, not only at the next request. */
  start(): void {
    this.timer = setInterval(() => void this.check(), LOOK_MILLISECONDS);
  }

  /** A request waits for this promise; then everything saved before the request is served. */
  upToDate(): Promise<void> | undefined {
    if (this.refreshing) {
      return this.afterRefresh(this.refreshing);
    }
    // All requests of one turn of the event loop were sent before it: one look is enough.
    if (this.lookedInThisTurn) {
      return undefined;
    }
    this.lookedInThisTurn = true;
    setImmediate(() => (this.lookedInThisTurn = false));
    return this.check();
  }

  /** Changes are served at the next request, until `start` is called again. */
  pause(): void {
    clearInterval(this.timer);
  }

  async close(): Promise<void> {
    this.pause();
    await this.refreshing;
  }

  /** The refresh under way may have begun before the last change, so another look follows it. */
  private afterRefresh(refreshing: Promise<void>): Promise<void> {
    this.nextLook ??= refreshing.then(() => {
      this.nextLook = undefined;
      return this.check();
    });
    return this.nextLook;
  }

  private check(): Promise<void> | undefined {
    if (this.refreshing) {
      return this.refreshing;
    }
    const saved = this.saved();
    if (saved.files.length === 0) {
      return undefined;
    }
    this.refreshing = this.options.refresh(saved).finally(() => (this.refreshing = undefined));
    return this.refreshing;
  }

  private saved(): Saved {
    if (changedFiles(this.stamp, this.look()).length === 0) {
      return { files: [], added: new Set() };
    }
    // Git is asked only now because that takes longer than a look.
    this.gitIgnored = this.askGit();
    const before = this.stamp;
    this.stamp = this.look();
    const files = changedFiles(before, this.stamp).filter((file) => this.hasNewContent(file));
    return { files, added: new Set(files.filter((file) => !before.has(file))) };
  }

  private hasNewContent(file: string): boolean {
    const digest = digestOf(file);
    const isNew = this.digests.get(file) !== digest;
    this.digests.set(file, digest);
    return isNew;
  }

  private askGit(): Set<string> {
    const { project, warn = () => undefined } = this.options;
    try {
      const ignored = project === undefined ? [] : gitIgnored(project);
      warn([]);
      return new Set(ignored);
    } catch (error) {
      warn([`--watch: ${(error as Error).message}. Builds may run when nothing has changed.`]);
      return new Set();
    }
  }

  private look(): SourceStamp {
    const { project, sources, inputs = () => [] } = this.options;
    const ignoredInProject = new Set([...this.ignored, ...this.gitIgnored]);
    return new Map([
      ...sourceStamp(project === undefined ? [] : [project], ignoredInProject),
      ...sourceStamp(sources(), this.ignored),
      ...sourceStamp(inputs(), new Set()),
    ]);
  }
}

function digestOf(file: string): string {
  try {
    const { mode } = statSync(file);
    return createHash("sha256").update(`${mode} `).update(readFileSync(file)).digest("hex");
  } catch {
    return "removed";
  }
}
