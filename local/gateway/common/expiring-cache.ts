const MOST_ENTRIES = 10_000;

interface Entry<V> {
  readonly value: V;
  /** By the cache's clock. */
  readonly until: number;
}

/** Values that are kept for a time. The oldest goes when there are too many. */
export class ExpiringCache<V> {
  private readonly entries = new Map<string, Entry<V>>();

  /** @param now milliseconds, from any moment on */
  constructor(private readonly now: () => number = () => performance.now()) {}

  get(key: string): V | undefined {
    const entry = this.entries.get(key);
    if (entry && entry.until <= this.now()) {
      this.entries.delete(key);
      return undefined;
    }
    return entry?.value;
  }

  add(key: string, value: V, ttlSeconds: number): void {
    // Added again, it is the newest.
    this.entries.delete(key);
    const [oldest] = this.entries.size < MOST_ENTRIES ? [] : this.entries.keys();
    if (oldest !== undefined) {
      this.entries.delete(oldest);
    }
    this.entries.set(key, { value, until: this.now() + ttlSeconds * 1000 });
  }
}
