import { readdir, stat } from "node:fs/promises";
import path from "node:path";

export interface FoundFile {
  readonly path: string;
  readonly size: number;
  readonly mode: number;
}

/**
 * The files at or under a path, in a fixed order. Links are followed.
 * @throws Error for a link to a folder that contains the link
 */
export async function filesUnder(
  file: string,
  parents: readonly string[] = [],
): Promise<FoundFile[]> {
  const found = await stat(file);
  if (!found.isDirectory()) {
    return [{ path: file, size: found.size, mode: found.mode }];
  }
  const id = `${found.dev}:${found.ino}`;
  if (parents.includes(id)) {
    throw new Error(`${file} links to a folder that contains it`);
  }
  const names = (await readdir(file)).sort();
  const inner = names.map((name) => filesUnder(path.join(file, name), [...parents, id]));
  return (await Promise.all(inner)).flat();
}

/** Limits the number of open files; more would not be faster. */
const AT_ONCE = 32;

/** Runs a function for each file, a few at a time. */
export async function forEachFile<F extends FoundFile, T>(
  files: readonly F[],
  run: (file: F) => Promise<T>,
): Promise<T[]> {
  const results: T[] = [];
  for (let at = 0; at < files.length; at += AT_ONCE) {
    results.push(...(await Promise.all(files.slice(at, at + AT_ONCE).map(run))));
  }
  return results;
}
