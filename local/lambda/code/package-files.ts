import path from "node:path";
import picomatch from "picomatch";
import type { FoundFile } from "./files";
import { filesUnder } from "./files";
import type { CodeSource } from "../config/function-config";

export interface PackageFile extends FoundFile {
  /** Path within the package. */
  readonly name: string;
}

/** The files of a folder that `archive_file` would zip. */
export async function packageFiles({
  path: folder,
  excludes,
}: CodeSource & { kind: "folder" }): Promise<PackageFile[]> {
  const excluded = excludes.map((pattern) => picomatch(pattern, { dot: true }));
  const isKept = (name: string): boolean =>
    !parents(name).some((part) => excluded.some((matches) => matches(part)));
  return (await filesUnder(folder))
    .map((file) => ({ ...file, name: path.relative(folder, file.path) }))
    .filter(({ name }) => isKept(name));
}

/** `a/b/c`: `a`, `a/b` and `a/b/c`. Excluding a folder excludes everything in it. */
function parents(name: string): string[] {
  const parts = name.split(path.sep);
  return parts.map((_, index) => parts.slice(0, index + 1).join(path.sep));
}
