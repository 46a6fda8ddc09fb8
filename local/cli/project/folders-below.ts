import { readdirSync } from "node:fs";
import path from "node:path";

const DEEPEST = 3;
const MOST = 5;
/** Of tools and packages; by convention, folders of modules aren't stacks. */
const PASSED_OVER = /^(?:\..*|node_modules|cdktf\.out|modules?)$/;

/**
 * The nearest folders below a folder whose file names are as wanted, by their paths from it: at most
 * five, and none that is in another one.
 */
export function foldersBelow(
  folder: string,
  isWanted: (names: readonly string[]) => boolean,
): string[] {
  let found: string[] = [];
  let level = [""];
  for (let depth = 1; depth <= DEEPEST; depth++) {
    level = level.flatMap((parent) => childrenOf(folder, parent));
    const wanted = level.filter((child) => isWanted(readdirSync(path.join(folder, child))));
    found = [...found, ...wanted];
    level = level.filter((child) => !wanted.includes(child));
  }
  return found.slice(0, MOST);
}

function childrenOf(folder: string, parent: string): string[] {
  return readdirSync(path.join(folder, parent), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !PASSED_OVER.test(entry.name))
    .map((entry) => path.join(parent, entry.name))
    .toSorted();
}
