import { existsSync, readdirSync } from "node:fs";
import { homedir } from "node:os";
import path from "node:path";

/** A path in the user's folder. */
export function inHome(...parts: readonly string[]): string {
  return path.join(process.env.HOME ?? homedir(), ...parts);
}

/** The file of the newest version; each version has a folder, which is named by it. */
export function newestFile(
  folder: string,
  fileOf: (version: string) => string,
): string | undefined {
  return versionsIn(folder)
    .map((version) => path.join(folder, version, fileOf(version)))
    .findLast((file) => existsSync(file));
}

function versionsIn(folder: string): string[] {
  if (!existsSync(folder)) {
    return [];
  }
  return readdirSync(folder).sort((a, b) => a.localeCompare(b, "en", { numeric: true }));
}
