import { styled } from "../styled";

/** Prints each warning once, and again if it goes away and comes back. */
export class Warnings {
  private shown: ReadonlySet<string> = new Set();

  /** @param label what each begins with */
  constructor(
    private readonly label = "warning",
    private readonly colour: "yellow" | "red" = "yellow",
  ) {}

  /** @param warnings all current warnings */
  show(warnings: readonly string[]): void {
    const current = new Set(warnings);
    for (const warning of current) {
      if (!this.shown.has(warning)) {
        const label = styled(this.colour, `${this.label}:`, process.stderr);
        process.stderr.write(`${label} ${warning}\n`);
      }
    }
    this.shown = current;
  }
}
