import { constants } from "node:fs";
import { chmod, copyFile, cp, mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import picomatch from "picomatch";
import { filesUnder, forEachFile } from "./files";
import { CodeSource } from "./function-config";
import { unzip } from "./unzip";

export interface CodeUse {
  /** What happens to the source's files must not happen to the function's. */
  readonly isCopied: boolean;
  /** One of the files is executed, so that the modes in the zip count. */
  readonly isExecuted: boolean;
}

/**
 * The folder that holds the code: the source's own where that is what the zip would hold, else
 * one that is filled under `scratch`.
 */
export async function codeFolder(
  source: CodeSource,
  scratch: string,
  { isCopied, isExecuted }: CodeUse,
): Promise<string> {
  const asItIs = source.kind === "folder" && source.excludes.length === 0;
  if (asItIs && !isCopied && !(isExecuted && source.fileMode)) return source.path;
  await mkdir(scratch, { recursive: true });
  await fill(source, scratch);
  return scratch;
}

/** Adds a source's files to a folder, over those that are there. */
export async function fill(source: CodeSource, folder: string): Promise<void> {
  switch (source.kind) {
    case "folder":
      return copyFolder(source, folder);
    case "file":
      return cp(source.path, path.join(folder, path.basename(source.path)));
    case "zip":
      return unzip(source.path, folder);
    case "inline":
      for (const { name, content } of source.files) {
        const file = path.join(folder, name);
        await mkdir(path.dirname(file), { recursive: true });
        await writeFile(file, content);
      }
  }
}

/** What a source is read from, for the check that it exists; undefined where it is in the JSON. */
export function pathOf(source: CodeSource): string | undefined {
  return source.kind === "inline" ? undefined : source.path;
}

async function copyFolder(
  { path: from, excludes, fileMode }: CodeSource & { kind: "folder" },
  to: string,
): Promise<void> {
  const excluded = excludes.map((pattern) => picomatch(pattern, { dot: true }));
  const isKept = (name: string): boolean =>
    !parents(name).some((part) => excluded.some((matches) => matches(part)));
  const files = (await filesUnder(from))
    .map((file) => ({ ...file, name: path.relative(from, file.path) }))
    .filter(({ name }) => isKept(name));
  const folders = new Set(files.map(({ name }) => path.dirname(path.join(to, name))));
  for (const folder of folders) await mkdir(folder, { recursive: true });
  await forEachFile(files, async ({ path: file, name }) => {
    const target = path.join(to, name);
    await copyFile(file, target, constants.COPYFILE_FICLONE);
    if (fileMode) await chmod(target, fileMode);
  });
}

/** `a/b/c`: `a`, `a/b` and `a/b/c`. A folder that is excluded is so with all that it holds. */
function parents(name: string): string[] {
  const parts = name.split(path.sep);
  return parts.map((_, index) => parts.slice(0, index + 1).join(path.sep));
}
