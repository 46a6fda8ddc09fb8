import { existsSync } from "node:fs";
import path from "node:path";
import picomatch from "picomatch";
import type { FoundFile } from "./files";
import { filesUnder } from "./files";
import type { CodeSource, InlineFile } from "../config/function-config";

export interface PackageFile extends FoundFile {
  /** Path within the package. */
  readonly name: string;
}

type FolderSource = CodeSource & { readonly kind: "folder" };

/** The files of a folder that `archive_file` would zip, but for those that a resource writes. */
export async function packageFiles({
  path: folder,
  excludes,
  written = [],
}: FolderSource): Promise<PackageFile[]> {
  const isKept = keeps(excludes);
  const replaced = new Set(written.map(({ name }) => name));
  if (written.length > 0 && !existsSync(folder)) {
    return [];
  }
  return (await filesUnder(folder))
    .map((file) => ({ ...file, name: path.relative(folder, file.path) }))
    .filter(({ name }) => isKept(name) && !replaced.has(name));
}

/** The files that resources write into a folder before it is zipped. */
export function writtenFiles({ excludes, written = [] }: FolderSource): InlineFile[] {
  const isKept = keeps(excludes);
  return written.filter(({ name }) => isKept(name));
}

function keeps(excludes: readonly string[]): (name: string) => boolean {
  const excluded = excludes.map((pattern) => picomatch(pattern, { dot: true }));
  return (name) => !parents(name).some((part) => excluded.some((matches) => matches(part)));
}

/** `a/b/c`: `a`, `a/b` and `a/b/c`. Excluding a folder excludes everything in it. */
function parents(name: string): string[] {
  const parts = name.split(path.sep);
  return parts.map((_, index) => parts.slice(0, index + 1).join(path.sep));
}
