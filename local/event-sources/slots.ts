/** Limits how much runs at the same time. */
export class Slots {
  private taken = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(private readonly most: number) {}

  /** Resolves when less than the limit runs. */
  async free(): Promise<void> {
    while (this.taken >= this.most) {
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    }
  }

  /** Runs it, and counts it until it has ended. */
  async run(task: () => Promise<void>): Promise<void> {
    this.taken += 1;
    try {
      await task();
    } finally {
      this.taken -= 1;
      this.waiting.splice(0).forEach((resolve) => resolve());
    }
  }

  /** Resolves when nothing runs. */
  async idle(): Promise<void> {
    while (this.taken > 0) {
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    }
  }
}
