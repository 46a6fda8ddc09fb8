import { readdirSync, statSync } from "node:fs";
import path from "node:path";

const MEGABYTE = 1_000_000;

/** The size of a file, or of all files in a folder without what links in it lead to. */
export function megabytes(file: string): number {
  const found = statSync(file);
  if (!found.isDirectory()) {
    return found.size / MEGABYTE;
  }
  return readdirSync(file, { withFileTypes: true })
    .filter((entry) => !entry.isSymbolicLink())
    .reduce((sum, { name }) => sum + megabytes(path.join(file, name)), 0);
}
