import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

/**
 * Remembers in the app's output folder which packages' modules the app loaded: the next process
 * loads them before the app's TypeScript compiler is there, which would read each of them as well.
 */
export class LoadedModules {
  private readonly file: string;

  /** @param output folder that the app writes to */
  constructor(output: string) {
    this.file = path.join(output, "loaded-modules.json");
  }

  /** Empty for the first time. */
  read(): readonly string[] {
    try {
      return JSON.parse(readFileSync(this.file, "utf8")) as string[];
    } catch {
      return [];
    }
  }

  write(modules: readonly string[]): void {
    try {
      writeFileSync(this.file, JSON.stringify(modules));
    } catch {
      // The app writes elsewhere; then nothing is remembered.
    }
  }
}
