/** Runs something soon, but not while the response that a developer waits for is on its way. */
const DELAY_MILLISECONDS = 400;

/** Something that runs in the background a little later, one run at a time. */
export class BackgroundRun {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();

  /** @param run never rejects */
  constructor(private readonly run: () => Promise<void>) {}

  /** Only after `settle`. */
  schedule(): void {
    this.timer = setTimeout(() => {
      this.running = this.run();
    }, DELAY_MILLISECONDS);
  }

  /** Cancels a run that hasn't begun, and waits for one that has. */
  async settle(): Promise<void> {
    clearTimeout(this.timer);
    await this.running;
  }
}
