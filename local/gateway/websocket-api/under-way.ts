/** Counts what is under way. */
export class UnderWay {
  private count = 0;
  private waiting: (() => void)[] = [];

  async track<T>(promise: Promise<T>): Promise<T> {
    this.count++;
    try {
      return await promise;
    } finally {
      this.count--;
      if (this.count === 0) {
        const waiting = this.waiting;
        this.waiting = [];
        waiting.forEach((resolve) => resolve());
      }
    }
  }

  /** Resolves when nothing is under way. */
  ended(): Promise<void> {
    return this.count === 0
      ? Promise.resolve()
      : new Promise((resolve) => this.waiting.push(resolve));
  }
}
