import type { Decision } from "./decision";

const MOST_DECISIONS = 10_000;

interface Entry {
  readonly decision: Decision;
  /** By `performance.now()`. */
  readonly until: number;
}

/** What Lambda authorizers have decided, for their TTL. Tests pass their own clock. */
export class DecisionCache {
  private readonly entries = new Map<string, Entry>();

  /** @param now milliseconds, from any moment on */
  constructor(private readonly now: () => number = () => performance.now()) {}

  get(key: string): Decision | undefined {
    const entry = this.entries.get(key);
    if (entry && entry.until <= this.now()) {
      this.entries.delete(key);
      return undefined;
    }
    return entry?.decision;
  }

  add(key: string, decision: Decision, ttlSeconds: number): void {
    const [oldest] = this.entries.size < MOST_DECISIONS ? [] : this.entries.keys();
    if (oldest !== undefined) {
      this.entries.delete(oldest);
    }
    // A later decision is a newer one.
    this.entries.delete(key);
    this.entries.set(key, { decision, until: this.now() + ttlSeconds * 1000 });
  }
}
