/** Prints each warning once, and again if it goes away and comes back. */
export class Warnings {
  private shown: ReadonlySet<string> = new Set();

  /** @param label what each line begins with: `warning` */
  constructor(private readonly label = "warning") {}

  /** @param warnings all current warnings */
  show(warnings: readonly string[]): void {
    const current = new Set(warnings);
    for (const warning of current) {
      if (!this.shown.has(warning)) {
        process.stderr.write(`${this.label}: ${warning}\n`);
      }
    }
    this.shown = current;
  }
}
