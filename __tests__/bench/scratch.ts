import type { ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

/** A temporary folder and the processes of a bench: cleared when it ends, by Ctrl-C as well. */
export class Scratch {
  readonly folder = mkdtempSync(path.join(tmpdir(), "bench-"));
  private readonly children = new Set<ChildProcess>();

  constructor() {
    process.once("exit", () => this.clear());
    for (const signal of ["SIGINT", "SIGTERM"] as const) {
      process.once(signal, () => process.exit(130));
    }
  }

  /** Has the process end with the bench at the latest. */
  keep<T extends ChildProcess>(child: T): T {
    this.children.add(child);
    child.once("exit", () => this.children.delete(child));
    return child;
  }

  clear(): void {
    for (const child of this.children) {
      child.kill("SIGTERM");
    }
    rmSync(this.folder, { recursive: true, force: true });
  }
}
