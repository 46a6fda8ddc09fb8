import { chmod, cp, mkdir, readdir, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import picomatch from "picomatch";
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
  const isKept = (file: string): boolean => {
    const relative = path.relative(from, file);
    return !excluded.some((matches) => matches(relative));
  };
  await cp(from, to, { recursive: true, filter: isKept, dereference: true });
  if (fileMode) await setModes(to, fileMode);
}

async function setModes(folder: string, mode: number): Promise<void> {
  for (const name of await readdir(folder, { recursive: true })) {
    const file = path.join(folder, name);
    if ((await stat(file)).isFile()) await chmod(file, mode);
  }
}
