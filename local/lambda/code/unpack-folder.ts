import { lstatSync, mkdirSync, rmSync } from "node:fs";
import path from "node:path";

/**
 * A folder that packages are unpacked into, one over the other. A later file replaces what is at its
 * path, and never follows it: a link in one layer must not redirect a file of the next layer.
 */
export class UnpackFolder {
  /** Paths known to be real folders, not links. */
  private readonly real = new Set<string>();

  constructor(private readonly root: string) {}

  /**
   * Makes room for a file or a link.
   * @param name path within the folder
   * @returns its path: the folders above it exist, and nothing is at the path
   * @throws Error for a name that leads out of the folder
   */
  pathFor(name: string): string {
    const parts = partsOf(name);
    const at = path.join(this.folderOf(parts.slice(0, -1)), ...parts.slice(-1));
    this.remove(at);
    return at;
  }

  /** @throws Error for a name that leads out of the folder */
  addFolder(name: string): void {
    this.folderOf(partsOf(name));
  }

  private folderOf(parts: readonly string[]): string {
    let at = this.root;
    for (const part of parts) {
      at = path.join(at, part);
      if (!this.real.has(at)) {
        this.makeFolder(at);
      }
    }
    return at;
  }

  private makeFolder(at: string): void {
    if (!lstatSync(at, { throwIfNoEntry: false })?.isDirectory()) {
      this.remove(at);
      mkdirSync(at);
    }
    this.real.add(at);
  }

  private remove(at: string): void {
    if (!lstatSync(at, { throwIfNoEntry: false })) {
      return;
    }
    rmSync(at, { recursive: true });
    this.real.clear();
  }
}

function partsOf(name: string): string[] {
  const slashed = name.replaceAll("\\", "/");
  const parts = slashed.split("/").filter((part) => part !== "" && part !== ".");
  if (!slashed.startsWith("/") && parts.length > 0 && !parts.includes("..")) {
    return parts;
  }
  const rule = 'a file name must be a path inside the package, such as "lib/data.txt"';
  throw new Error(`the package contains ${JSON.stringify(name)}; ${rule}`);
}
