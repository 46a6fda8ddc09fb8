const MOST_RESULTS = 10_000;

interface Entry<Result> {
  readonly result: Result;
  readonly until: number;
}

/** Keeps results for a time. */
export class ResultCache<Result> {
  private readonly entries = new Map<string, Entry<Result>>();

  /**
   * @param ttlSeconds 0: nothing is kept
   * @param now milliseconds, from any moment on
   */
  constructor(
    private readonly ttlSeconds: number,
    private readonly now: () => number = () => performance.now(),
  ) {}

  get(key: string): Result | undefined {
    const entry = this.entries.get(key);
    return entry && entry.until > this.now() ? entry.result : undefined;
  }

  add(key: string, result: Result): void {
    if (this.ttlSeconds === 0) {
      return;
    }
    // The first entry is always the oldest.
    this.entries.delete(key);
    const [oldest] = this.entries.size < MOST_RESULTS ? [] : this.entries.keys();
    if (oldest !== undefined) {
      this.entries.delete(oldest);
    }
    this.entries.set(key, { result, until: this.now() + this.ttlSeconds * 1000 });
  }
}
