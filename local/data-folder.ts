import { existsSync, mkdirSync } from "node:fs";
import path from "node:path";

/**
 * Creates a folder in that of `--data-dir`, and those above it. One by one: where a file system can't
 * have folders, such as /proc, Node.js tries `recursive` for ever.
 * @throws Error if one can't be created
 */
export function createDataFolder(folder: string): void {
  try {
    for (const missing of missingFolders(path.resolve(folder))) {
      create(missing);
    }
  } catch (error) {
    const reason = (error as Error).message;
    throw new Error(
      `--data-dir: ${folder} can't be created: ${reason}. Choose a folder that you may write.`,
      { cause: error },
    );
  }
}

/** From the top. */
function missingFolders(folder: string): string[] {
  return existsSync(folder) ? [] : [...missingFolders(path.dirname(folder)), folder];
}

/** Another process may create the same one at the same time. */
function create(folder: string): void {
  try {
    mkdirSync(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") {
      throw error;
    }
  }
}
