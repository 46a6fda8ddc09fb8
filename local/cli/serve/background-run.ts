/** Runs something soon, but not while the response that a developer waits for is on its way. */
const DELAY_MILLISECONDS = 400;

/** Something that runs in the background a little later, one run at a time. */
export class BackgroundRun {
  private timer: NodeJS.Timeout | undefined;
  private isScheduled = false;
  private running: Promise<void> = Promise.resolve();

  /** @param run never rejects */
  constructor(private readonly run: () => Promise<void>) {}

  /** Only after `settle`. */
  schedule(): void {
    this.isScheduled = true;
    this.timer = setTimeout(() => {
      this.isScheduled = false;
      this.running = this.run();
    }, DELAY_MILLISECONDS);
  }

  /** Cancels a run that hasn't begun, and waits for one that has. @returns whether it cancelled one */
  async settle(): Promise<boolean> {
    clearTimeout(this.timer);
    const wasScheduled = this.isScheduled;
    this.isScheduled = false;
    await this.running;
    return wasScheduled;
  }
}
