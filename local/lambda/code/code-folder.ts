import { constants, existsSync } from "node:fs";
import { chmod, copyFile, mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { forEachFile } from "./files";
import type { CodeSource, InlineFile } from "../config/function-config";
import type { LambdaFolders } from "./lambda-folders";
import { packageFiles, writtenFiles } from "./package-files";
import { UnpackFolder } from "./unpack-folder";
import { unzip } from "./unzip";

export interface CodeUse {
  /** Whether later changes of the source must not affect the function. */
  readonly isCopied: boolean;
  /** Whether a file is executed: the modes in the zip then matter. */
  readonly isExecuted: boolean;
}

/**
 * The folder with the code: the source itself if it equals the content of the zip, else a copy in
 * `folders.taskRoot`.
 */
export async function codeFolder(
  source: CodeSource,
  folders: LambdaFolders,
  { isCopied, isExecuted }: CodeUse,
): Promise<string> {
  const asItIs = source.kind === "folder" && source.excludes.length === 0 && !source.written;
  if (asItIs && !isCopied && !(isExecuted && source.fileMode)) {
    return source.path;
  }
  await fill(folders.taskRoot, [source], folders);
  return folders.taskRoot;
}

/** Creates a folder with the files of all sources; later files replace earlier ones. */
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

/** The file or folder of a source; undefined for code that the configuration contains. */
export function pathOf(source: CodeSource): string | undefined {
  const isContained =
    source.kind === "inline" ||
    (source.kind === "zip" && source.content !== undefined) ||
    (source.kind === "folder" && source.written && !existsSync(source.path));
  return isContained ? undefined : source.path;
}

async function unpack(source: CodeSource, to: UnpackFolder, folders: LambdaFolders): Promise<void> {
  switch (source.kind) {
    case "folder":
      return copyFolder(source, to);
    case "file":
      return copy(source.path, to.pathFor(path.basename(source.path)));
    case "zip":
      return unzip(source, to, folders);
    case "inline":
      return writeFiles(source.files, to);
  }
}

async function writeFiles(files: readonly InlineFile[], to: UnpackFolder): Promise<void> {
  for (const { name, content } of files) {
    await writeFile(to.pathFor(name), content, { flag: "wx" });
  }
}

async function copyFolder(
  source: CodeSource & { kind: "folder" },
  to: UnpackFolder,
): Promise<void> {
  await forEachFile(await packageFiles(source), async ({ path: file, name }) => {
    const target = to.pathFor(name);
    await copy(file, target);
    if (source.fileMode) {
      await chmod(target, source.fileMode);
    }
  });
  await writeFiles(writtenFiles(source), to);
}

function copy(file: string, target: string): Promise<void> {
  return copyFile(file, target, constants.COPYFILE_FICLONE | constants.COPYFILE_EXCL);
}
