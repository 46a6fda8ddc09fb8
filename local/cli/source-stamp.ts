import { readdirSync, statSync } from "node:fs";
import path from "node:path";

/** What builds, version control and editors write for themselves: nothing is served from it. */
const LITTER =
  /^(\.git|\.terraform.*|cdktf\.out.*|__pycache__|\.DS_Store|4913)$|~$|^\.#|^#.*#$|\.sw[a-p]$/;
/** What npm writes at each installation, in `node_modules`. */
const INSTALLED = ".package-lock.json";

/**
 * Text that changes when a file at or under one of the paths is added, removed or written to.
 * Installed packages are told by their installation: they are too many to look at one by one.
 * @param ignored absolute paths
 */
export function sourceStamp(paths: readonly string[], ignored: ReadonlySet<string>): string {
  const lines = new Set<string>();
  // A link may lead back to a folder that it is in.
  const visited = new Set<string>();

  const visit = (file: string): void => {
    const found = readable(() => statSync(file, { bigint: true }));
    if (!found || ignored.has(file)) {
      return;
    }
    const id = `${found.dev}:${found.ino}`;
    if (!found.isDirectory()) {
      lines.add(`${file} ${id} ${found.size} ${found.mtimeNs} ${found.ctimeNs}`);
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
  return [...lines].join("\n");
}

function parents(file: string): string[] {
  const parent = path.dirname(file);
  return parent === file ? [] : [parent, ...parents(parent)];
}

/** Nothing is served from what can't be read; it may also be gone since its folder was read. */
function readable<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
