import { constants } from "node:fs";
import { chmod, copyFile, mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { forEachFile } from "./files";
import type { CodeSource } from "../config/function-config";
import type { LambdaFolders } from "./lambda-folders";
import { packageFiles } from "./package-files";
import { UnpackFolder } from "./unpack-folder";
import { unzip } from "./unzip";

export interface CodeUse {
  /** What happens to the source's files must not happen to the function's. */
  readonly isCopied: boolean;
  /** One of the files is executed, so that the modes in the zip count. */
  readonly isExecuted: boolean;
}

/**
 * The folder that holds the code: the source's own where that is what the zip would hold, else
 * `folders.taskRoot`, filled.
 */
export async function codeFolder(
  source: CodeSource,
  folders: LambdaFolders,
  { isCopied, isExecuted }: CodeUse,
): Promise<string> {
  const asItIs = source.kind === "folder" && source.excludes.length === 0;
  if (asItIs && !isCopied && !(isExecuted && source.fileMode)) {
    return source.path;
  }
  await fill(folders.taskRoot, [source], folders);
  return folders.taskRoot;
}

/** Makes a folder of the sources' files, the later ones over those before them. */
export async function fill(
  folder: string,
  sources: readonly CodeSource[],
  folders: LambdaFolders,
): Promise<void> {
  await mkdir(folder, { recursive: true });
  const to = new UnpackFolder(folder);
  for (const source of sources) {
    await unpack(source, to, folders);
  }
}

/** What a source is read from, for the check that it exists; undefined where it is in the JSON. */
export function pathOf(source: CodeSource): string | undefined {
  return source.kind === "inline" ? undefined : source.path;
}

async function unpack(source: CodeSource, to: UnpackFolder, folders: LambdaFolders): Promise<void> {
  switch (source.kind) {
    case "folder":
      return copyFolder(source, to);
    case "file":
      return copy(source.path, to.place(path.basename(source.path)));
    case "zip":
      return unzip(source.path, to, folders);
    case "inline":
      for (const { name, content } of source.files) {
        await writeFile(to.place(name), content, { flag: "wx" });
      }
  }
}

async function copyFolder(
  source: CodeSource & { kind: "folder" },
  to: UnpackFolder,
): Promise<void> {
  await forEachFile(await packageFiles(source), async ({ path: file, name }) => {
    const target = to.place(name);
    await copy(file, target);
    if (source.fileMode) {
      await chmod(target, source.fileMode);
    }
  });
}

function copy(file: string, target: string): Promise<void> {
  return copyFile(file, target, constants.COPYFILE_FICLONE | constants.COPYFILE_EXCL);
}
