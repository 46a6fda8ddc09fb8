import path from "node:path";
import { sourceStamp } from "./source-stamp";

export interface WatchOptions {
  /** Files and folders that what is served is made of; asked anew at each look. */
  readonly sources: () => readonly string[];
  /** Files and folders among them that don't count. */
  readonly ignored: readonly string[];
  /** Files that count even in an ignored folder; asked anew at each look. @default none */
  readonly inputs?: () => readonly string[];
  /** Makes what is served anew; it never rejects. */
  readonly refresh: () => Promise<void>;
}

/** How often is looked for changes when no request comes. */
const LOOK_MILLISECONDS = 250;

/**
 * Keeps what is served up to date with its sources. It looks at the files themselves: a notice by
 * the operating system comes too late for a request that is sent right after a file was saved.
 */
export class SourceWatch {
  private readonly ignored: ReadonlySet<string>;
  private stamp: string;
  private refreshing: Promise<void> | undefined;
  /** What the requests wait for that came during a refresh. */
  private nextLook: Promise<void> | undefined;
  private lookedInThisTurn = false;
  private timer: NodeJS.Timeout | undefined;

  /** To be made before the sources are read for the first time. */
  constructor(private readonly options: WatchOptions) {
    this.ignored = new Set(options.ignored.map((file) => path.resolve(file)));
    this.stamp = this.look();
  }

  /** From now on a change is taken when it is there, not at the next request only. */
  start(): void {
    this.timer = setInterval(() => void this.check(), LOOK_MILLISECONDS);
  }

  /** What a request waits for, so that what was saved before it is in effect. */
  upToDate(): Promise<void> | undefined {
    if (this.refreshing) {
      return this.afterRefresh(this.refreshing);
    }
    // The requests that one turn of the event loop finds were all sent before: one look will do.
    if (this.lookedInThisTurn) {
      return undefined;
    }
    this.lookedInThisTurn = true;
    setImmediate(() => (this.lookedInThisTurn = false));
    return this.check();
  }

  async close(): Promise<void> {
    clearInterval(this.timer);
    await this.refreshing;
  }

  /** A refresh under way may have begun before the last change, so another look follows it. */
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
    const stamp = this.look();
    if (stamp === this.stamp) {
      return undefined;
    }
    this.stamp = stamp;
    this.refreshing = this.options.refresh().finally(() => (this.refreshing = undefined));
    return this.refreshing;
  }

  private look(): string {
    const { sources, inputs = () => [] } = this.options;
    return [sourceStamp(sources(), this.ignored), sourceStamp(inputs(), new Set())].join("\n");
  }
}
