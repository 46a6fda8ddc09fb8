import { readdirSync, statSync } from "node:fs";
import path from "node:path";

/** Each source file by its path, with a text that changes whenever the file is written. */
export type SourceStamp = ReadonlyMap<string, string>;

/** Files that build tools, version control and editors write for themselves. */
const LITTER =
  /^(\.git|\.terraform.*|cdktf\.out.*|__pycache__|\.DS_Store|4913)$|~$|^\.#|^#.*#$|\.sw[a-p]$/;
/** npm writes this file into `node_modules` at each installation. */
const INSTALLED = ".package-lock.json";

/**
 * Stamps every file at or under the paths. Of `node_modules` only npm's record of the installation
 * is stamped: the installed files are too many to look at one by one.
 * @param ignored absolute paths of files and folders to leave out
 */
export function sourceStamp(paths: readonly string[], ignored: ReadonlySet<string>): SourceStamp {
  const stamp = new Map<string, string>();
  // A symbolic link can lead back to a folder that contains it.
  const visited = new Set<string>();

  const visit = (file: string): void => {
    if (ignored.has(file)) {
      return;
    }
    const found = readable(() => statSync(file, { bigint: true }));
    if (!found) {
      return;
    }
    const id = `${found.dev}:${found.ino}`;
    if (!found.isDirectory()) {
      stamp.set(file, `${id} ${found.size} ${found.mtimeNs} ${found.ctimeNs}`);
    } else if (path.basename(file) === "node_modules") {
      visit(path.join(file, INSTALLED));
    } else if (!visited.has(id)) {
      visited.add(id);
      for (const name of readable(() => readdirSync(file)) ?? []) {
        if (!LITTER.test(name)) {
          visit(path.join(file, name));
        }
      }
    }
  };
  for (const file of paths.map((name) => path.resolve(name))) {
    if (!parents(file).some((folder) => ignored.has(folder))) {
      visit(file);
    }
  }
  return stamp;
}

/** The files that were added, removed or written between two stamps. */
export function changedFiles(before: SourceStamp, after: SourceStamp): string[] {
  const written = [...after.keys()].filter((file) => before.get(file) !== after.get(file));
  const removed = [...before.keys()].filter((file) => !after.has(file));
  return [...written, ...removed];
}

function parents(file: string): string[] {
  const parent = path.dirname(file);
  return parent === file ? [] : [parent, ...parents(parent)];
}

/** @returns undefined when the file can't be read, for example because it was just removed */
function readable<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
