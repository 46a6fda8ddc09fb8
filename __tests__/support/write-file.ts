import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";

/** Writes a file and the folders it needs. @param name relative to the folder @returns its path */
export function writeFileIn(folder: string, name: string, content: string, mode = 0o644): string {
  const file = path.join(folder, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, content, { mode });
  return file;
}
