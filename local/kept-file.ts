import path from "node:path";
import type { Log } from "./log/log";

/**
 * A file of `--data-dir`. The folder may be removed or full while the runner serves: it reports this
 * once, and goes on in memory.
 */
export class KeptFile {
  readonly file: string;
  private isLost = false;

  constructor(
    folder: string,
    name: string,
    private readonly log: Pick<Log, "write">,
  ) {
    this.file = path.resolve(folder, name);
  }

  /** Changes the file, unless an earlier change has failed: it would lack that one. */
  change(write: (file: string) => void): void {
    if (this.isLost) {
      return;
    }
    try {
      write(this.file);
    } catch (error) {
      this.isLost = true;
      const reason = (error as Error).message;
      this.log.write(
        "--data-dir",
        `${this.file} can't be written: ${reason}. It is left as it is until the next start.\n`,
      );
    }
  }
}
