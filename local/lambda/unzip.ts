import { createWriteStream } from "node:fs";
import { mkdir, symlink } from "node:fs/promises";
import path from "node:path";
import { buffer } from "node:stream/consumers";
import { pipeline } from "node:stream/promises";
import { Entry, openPromise } from "yauzl";

/**
 * Unpacks a zip as Lambda does: with the files' modes and symbolic links.
 * @throws Error for a damaged zip, or one whose names lead out of the folder
 */
export async function unzip(zip: string, folder: string): Promise<void> {
  const links: { readonly at: string; readonly target: string }[] = [];
  const file = await openPromise(zip);
  for await (const entry of file.eachEntry()) {
    const at = path.join(folder, entry.fileName);
    if (entry.fileName.endsWith("/")) {
      await mkdir(at, { recursive: true });
      continue;
    }
    const content = await file.openReadStreamPromise(entry);
    if (isLink(entry)) {
      links.push({ at, target: (await buffer(content)).toString("utf8") });
      continue;
    }
    await mkdir(path.dirname(at), { recursive: true });
    await pipeline(content, createWriteStream(at, { mode: modeOf(entry) }));
  }
  // Last, so that no file is written through a link to somewhere else.
  for (const { at, target } of links) {
    await mkdir(path.dirname(at), { recursive: true });
    await symlink(target, at);
  }
}

function isLink(entry: Entry): boolean {
  return ((entry.externalFileAttributes >>> 16) & 0o170000) === 0o120000;
}

/** A zip made without modes has readable files. */
function modeOf(entry: Entry): number {
  return (entry.externalFileAttributes >>> 16) & 0o777 || 0o644;
}
