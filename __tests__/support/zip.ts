import { createWriteStream, readFileSync, writeFileSync } from "node:fs";
import { pipeline } from "node:stream/promises";
import { ZipFile } from "yazl";

export interface ZipEntry {
  readonly content: string;
  readonly mode?: number;
}

/** Writes a zip of these files, in this order. */
export async function writeZip(
  file: string,
  entries: Readonly<Record<string, ZipEntry>>,
): Promise<void> {
  const zip = new ZipFile();
  for (const [name, { content, mode }] of Object.entries(entries)) {
    zip.addBuffer(Buffer.from(content), name, { mode: mode ?? 0o100644 });
  }
  zip.end();
  await pipeline(zip.outputStream, createWriteStream(file));
}

/** A symbolic link in a zip. */
export function link(target: string): ZipEntry {
  return { content: target, mode: 0o120777 };
}

/** Gives names of a zip's files other ones of the same length, which yazl refuses to write. */
export function renameInZip(file: string, name: string, other: string): void {
  writeFileSync(file, readFileSync(file, "latin1").replaceAll(name, other), "latin1");
}

/** Has the directory of a zip declare another size of its first file. */
export function declareSize(file: string, bytes: number): void {
  const zip = readFileSync(file);
  zip.writeUInt32LE(bytes, zip.indexOf("PK\x01\x02", 0, "latin1") + 24);
  writeFileSync(file, zip);
}
