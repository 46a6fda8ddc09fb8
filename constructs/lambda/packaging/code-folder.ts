import type { Stats } from "node:fs";
import { readdirSync, realpathSync, statSync } from "node:fs";
import path from "node:path";
import type { Construct } from "constructs";
import picomatch from "picomatch";
import { checkPattern } from "../../core/checks";
import { checkKind, required, string } from "../../core/props";
import { refuse } from "../../core/refusal";
import { isLitter } from "./litter";

/** A file of a function's code. */
export interface CodeFile {
  /** Path in the folder, with slashes. */
  readonly name: string;
  /** Path on this machine. */
  readonly path: string;
  readonly bytes: number;
}

/**
 * The files of a folder that belong to a function's code, by name: all but litter and what a
 * pattern excludes. Symbolic links are followed, because the archive provider breaks them.
 */
export function codeFiles(
  scope: Construct,
  folder: string,
  exclude: readonly string[],
): readonly CodeFile[] {
  checkKind(scope, "code folder", folder, required(string));
  const root = path.resolve(folder);
  // An empty path would be this project as a whole.
  if (folder === "" || !statSync(root, { throwIfNoEntry: false })?.isDirectory()) {
    refuse(scope, {
      what: "code folder",
      value: folder,
      allowed: "a folder that exists; a relative path begins at the project's root",
      fix: "Mend the path given to Code.fromAsset, or make the folder.",
    });
  }
  return walk(scope, {
    folder,
    name: "",
    path: root,
    above: [],
    isExcluded: matcher(scope, exclude),
  });
}

interface Place {
  /** As the user gave it, for messages. */
  readonly folder: string;
  readonly name: string;
  readonly path: string;
  /** Real paths of the folders above, by which a link into itself is found. */
  readonly above: readonly string[];
  readonly isExcluded: (name: string) => boolean;
}

function matcher(scope: Construct, exclude: readonly string[]): (name: string) => boolean {
  for (const pattern of exclude) {
    checkPattern(scope, "exclude", pattern, {
      pattern: /^[^!/]/,
      allowed: "glob patterns without a ! or / at their start",
      fix: "Write the path as it is in the folder of code, e.g. docs or *.md.",
    });
  }
  const atAnyDepth = exclude.map((pattern) => (pattern.includes("/") ? pattern : `**/${pattern}`));
  const isExcluded = picomatch(atAnyDepth, { dot: true });
  return (name) => isExcluded(name);
}

function walk(scope: Construct, place: Place): CodeFile[] {
  const real = realpathSync(place.path);
  if (place.above.includes(real)) {
    refuseLink(scope, place, "links that lead to no folder above");
  }
  const above = [...place.above, real];
  return readdirSync(place.path)
    .sort()
    .map((entry) => ({ ...place, above, ...inside(place, entry) }))
    .filter(({ name }) => !isLitter(name) && !place.isExcluded(name))
    .flatMap((child) => visit(scope, child));
}

function inside(place: Place, entry: string): { name: string; path: string } {
  return { name: path.posix.join(place.name, entry), path: path.join(place.path, entry) };
}

function visit(scope: Construct, place: Place): CodeFile[] {
  const stats = target(scope, place);
  if (stats.isDirectory()) {
    return walk(scope, place);
  }
  // Sockets and pipes, which editors and debuggers leave, are no code.
  return stats.isFile() ? [{ name: place.name, path: place.path, bytes: stats.size }] : [];
}

function target(scope: Construct, place: Place): Stats {
  return (
    statSync(place.path, { throwIfNoEntry: false }) ??
    refuseLink(scope, place, "links that lead somewhere")
  );
}

function refuseLink(scope: Construct, { folder, name }: Place, allowed: string): never {
  refuse(scope, {
    what: `symbolic link in ${folder}`,
    value: name,
    allowed,
    fix: "Remove or mend the link.",
  });
}
