/** Prints each warning once, until it is gone and comes back. */
export class Warnings {
  private shown: ReadonlySet<string> = new Set();

  /** @param warnings all that there are now */
  show(warnings: readonly string[]): void {
    const current = new Set(warnings);
    for (const warning of current) {
      if (!this.shown.has(warning)) {
        process.stderr.write(`warning: ${warning}\n`);
      }
    }
    this.shown = current;
  }
}
