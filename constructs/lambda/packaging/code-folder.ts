import type { Stats } from "node:fs";
import { readdirSync, realpathSync, statSync } from "node:fs";
import path from "node:path";
import type { Construct } from "constructs";
import picomatch from "picomatch";
import { checkPattern } from "../../core/checks";
import { checkKind, listOf, required, string } from "../../core/props";
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
 * The files of a function's code, by name: all files of a folder except tools' files and those that a
 * pattern excludes. Symbolic links are followed, because the archive provider breaks them.
 */
export function codeFiles(
  scope: Construct,
  folder: string,
  exclude: readonly string[],
): readonly CodeFile[] {
  checkKind(scope, "code folder", folder, required(string));
  const root = path.resolve(folder);
  // An empty path would mean the whole project.
  if (folder === "" || !statSync(root, { throwIfNoEntry: false })?.isDirectory()) {
    refuse(scope, {
      what: "code folder",
      value: folder,
      allowed: "a folder that exists; a relative path starts at the project's root",
      fix: "Correct the path passed to Code.fromAsset, or create the folder.",
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

interface Entry {
  /** The folder as the user wrote it, for messages. */
  readonly folder: string;
  readonly name: string;
  readonly path: string;
  /** Real paths of the folders above, which reveal a link to one of them. */
  readonly above: readonly string[];
  readonly isExcluded: (name: string) => boolean;
}

function matcher(scope: Construct, exclude: readonly string[]): (name: string) => boolean {
  checkKind(scope, "exclude", exclude, listOf(string));
  for (const pattern of exclude) {
    checkPattern(scope, "exclude", pattern, {
      pattern: /^[^!/]/,
      allowed: "glob patterns that aren't empty and don't start with ! or /",
      fix: "Write a path relative to the folder, e.g. docs or *.md.",
    });
  }
  const atAnyDepth = exclude.map((pattern) => (pattern.includes("/") ? pattern : `**/${pattern}`));
  const isExcluded = picomatch(atAnyDepth, { dot: true });
  return (name) => isExcluded(name);
}

function walk(scope: Construct, folder: Entry): CodeFile[] {
  const real = realpathSync(folder.path);
  if (folder.above.includes(real)) {
    refuseLink(scope, folder, "links that don't lead to a folder above them");
  }
  const above = [...folder.above, real];
  return readdirSync(folder.path)
    .sort()
    .map((name) => ({ ...folder, above, ...inside(folder, name) }))
    .filter(({ name }) => !isLitter(name) && !folder.isExcluded(name))
    .flatMap((entry) => visit(scope, entry));
}

function inside(folder: Entry, name: string): { name: string; path: string } {
  return { name: path.posix.join(folder.name, name), path: path.join(folder.path, name) };
}

function visit(scope: Construct, entry: Entry): CodeFile[] {
  const stats = target(scope, entry);
  if (stats.isDirectory()) {
    return walk(scope, entry);
  }
  // Editors and debuggers leave sockets and pipes, which aren't code.
  return stats.isFile() ? [{ name: entry.name, path: entry.path, bytes: stats.size }] : [];
}

function target(scope: Construct, entry: Entry): Stats {
  return (
    statSync(entry.path, { throwIfNoEntry: false }) ??
    refuseLink(scope, entry, "links whose target exists")
  );
}

function refuseLink(scope: Construct, { folder, name }: Entry, allowed: string): never {
  refuse(scope, {
    what: `symbolic link in ${folder}`,
    value: name,
    allowed,
    fix: "Remove or correct the link.",
  });
}
