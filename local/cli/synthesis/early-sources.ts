import { statSync } from "node:fs";
import type { AppReport } from "./app-process";

/**
 * The modules of the app that its next process can load before it runs: all but the main one and
 * those that were edited, and whatever imports one of these.
 */
export function earlySources(
  { sources, main }: AppReport,
  edited: ReadonlySet<string>,
): readonly string[] {
  if (main === null) {
    return [];
  }
  const late = new Set([main, ...edited]);
  for (let before = -1; before < late.size;) {
    before = late.size;
    for (const [file, imports] of Object.entries(sources)) {
      if (imports.some((imported) => late.has(imported))) {
        late.add(file);
      }
    }
  }
  return Object.keys(sources).filter((file) => !late.has(file));
}

/** What files and folders looked like at one time. */
export class PathStamps {
  private readonly stamps: ReadonlyMap<string, string>;

  constructor(paths: readonly string[]) {
    this.stamps = new Map(paths.map((path) => [path, stampOf(path)]));
  }

  /** The paths that have changed since then, or whose state then isn't known. */
  changed(paths: readonly string[]): readonly string[] {
    return paths.filter((path) => this.stamps.get(path) !== stampOf(path));
  }
}

function stampOf(path: string): string {
  const found = statSync(path, { bigint: true, throwIfNoEntry: false });
  return found
    ? `${found.dev}:${found.ino} ${found.size} ${found.mtimeNs} ${found.ctimeNs}`
    : "missing";
}
