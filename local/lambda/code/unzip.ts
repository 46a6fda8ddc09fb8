import { createWriteStream } from "node:fs";
import { symlink } from "node:fs/promises";
import { buffer } from "node:stream/consumers";
import { pipeline } from "node:stream/promises";
import type { Entry, ZipFile } from "yauzl";
import { fromBufferPromise, openPromise } from "yauzl";
import type { ZipSource } from "../config/function-config";
import type { LambdaFolders } from "./lambda-folders";
import { localPath } from "./lambda-folders";
import type { UnpackFolder } from "./unpack-folder";

/**
 * Unpacks a zip as Lambda does, with file modes and symbolic links. Links may lead out of the folder,
 * but nothing is unpacked through them.
 * @param folders targets of links to `/opt` and `/var/task`
 * @throws Error for a damaged zip, for names that lead out of the folder, and for files that are
 * larger than declared
 */
export async function unzip(
  zip: ZipSource,
  to: UnpackFolder,
  folders: LambdaFolders,
): Promise<void> {
  await forEachEntry(zip, async (entry, file) => {
    if (entry.fileName.endsWith("/")) {
      return to.addFolder(entry.fileName);
    }
    const content = await file.openReadStreamPromise(entry);
    const at = to.pathFor(entry.fileName);
    if (isLink(entry)) {
      const target = (await buffer(content)).toString("utf8");
      await symlink(localPath(target, folders), at);
    } else {
      await pipeline(content, createWriteStream(at, { flags: "wx", mode: modeOf(entry) }));
    }
  });
}

/**
 * Bytes of a zip's files as declared in the zip; `unzip` refuses larger files.
 * @throws Error for a damaged zip
 */
export async function unzippedSize(zip: ZipSource): Promise<number> {
  let total = 0;
  await forEachEntry(zip, (entry) => {
    total += entry.uncompressedSize;
  });
  return total;
}

async function forEachEntry(
  zip: ZipSource,
  use: (entry: Entry, file: ZipFile) => Promise<void> | void,
): Promise<void> {
  try {
    const file = await openZip(zip);
    for await (const entry of file.eachEntry()) {
      await use(entry, file);
    }
  } catch (error) {
    throw new Error(`${zip.path} can't be unpacked: ${(error as Error).message}`, { cause: error });
  }
}

/** The zip, which is a file or contained in the configuration. */
export function openZip({ path, content }: ZipSource): Promise<ZipFile> {
  return content === undefined
    ? openPromise(path)
    : fromBufferPromise(Buffer.from(content, "base64"));
}

function isLink(entry: Entry): boolean {
  return ((entry.externalFileAttributes >>> 16) & 0o170000) === 0o120000;
}

/** Files of a zip without modes are readable. */
function modeOf(entry: Entry): number {
  return (entry.externalFileAttributes >>> 16) & 0o777 || 0o644;
}
