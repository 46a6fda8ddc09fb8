import { aborted } from "../stop-signal";
import { SynthesisError } from "../synthesis/app-process";
import type { SourceWatch } from "../watch/source-watch";
import type { Built, Served } from "./served";

/** The build before anything is served. While sources are watched, a failed synthesis is repeated. */
export class FirstBuild {
  private changed: (() => void) | undefined;

  constructor(
    private readonly served: Served,
    private readonly stop: AbortSignal,
  ) {}

  /**
   * @param watch calls `tryAgain` for a change. @default nothing is watched
   * @throws SynthesisError if nothing is watched; any other error at once
   */
  async run(watch: SourceWatch | undefined): Promise<Built> {
    for (;;) {
      try {
        return await this.served.build(this.stop);
      } catch (error) {
        if (!watch || this.stop.aborted || !(error instanceof SynthesisError)) {
          throw error;
        }
        printFailure(error, "Nothing is served yet. The app runs again when a file is saved.");
        await this.nextChange(watch);
      }
    }
  }

  /** @returns whether it was waiting for a change */
  tryAgain(): boolean {
    this.changed?.();
    return this.changed !== undefined;
  }

  private async nextChange(watch: SourceWatch): Promise<void> {
    const change = new Promise<void>((resolve) => (this.changed = resolve));
    watch.start();
    await Promise.race([change, aborted(this.stop)]);
    watch.pause();
    this.changed = undefined;
    this.stop.throwIfAborted();
  }
}

export function printFailure(error: unknown, consequence: string): void {
  const reason = error instanceof Error ? error.message : String(error);
  process.stderr.write(`${reason}\n${consequence}\n`);
}
