import { closeSync, createWriteStream, openSync, type WriteStream } from "node:fs";
import { finished } from "node:stream/promises";

/** The file of `--access-log` or `--execution-log`: lines about the requests of stages. */
export class LogFile {
  private failure: Error | undefined;

  private constructor(
    private readonly kind: "access" | "execution",
    private readonly stream: WriteStream,
  ) {
    stream.on("error", (error) => (this.failure = error));
  }

  /**
   * Opens the file to add lines at its end. Only this user can read it, because the lines can
   * include API keys, claims and addresses.
   * @throws Error if it can't be written
   */
  static open(kind: "access" | "execution", file: string): LogFile {
    try {
      closeSync(openSync(file, "a", 0o600));
    } catch (error) {
      throw new Error(`--${kind}-log ${file} can't be written: ${(error as Error).message}`, {
        cause: error,
      });
    }
    return new LogFile(kind, createWriteStream(file, { flags: "a" }));
  }

  write(line: string): void {
    this.stream.write(`${line}\n`);
  }

  /** Waits until all lines are in the file. @throws Error if one couldn't be written */
  async close(): Promise<void> {
    this.stream.end();
    await finished(this.stream).catch(() => undefined);
    if (this.failure) {
      throw new Error(`The ${this.kind} log couldn't be written: ${this.failure.message}`, {
        cause: this.failure,
      });
    }
  }
}
