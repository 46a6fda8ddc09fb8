import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { buffer } from "node:stream/consumers";
import picomatch from "picomatch";
import { ZipFile } from "yazl";

/** The configuration of a data source `archive_file`, as Terraform sends it: all keys, null if unset. */
export interface ArchiveFileConfig {
  readonly type: string;
  readonly output_path: string;
  readonly source_content: string | null;
  readonly source_content_filename: string | null;
  readonly source_dir: string | null;
  readonly source_file: string | null;
  readonly source: readonly { readonly content: string; readonly filename: string }[] | null;
  readonly excludes: readonly string[] | null;
  readonly output_file_mode: string | null;
}

interface Entry {
  readonly name: string;
  readonly content: Buffer;
  readonly mode: number;
}

const DEFAULT_MODE = 0o644;
// The earliest time that a zip can hold, so that an archive depends on nothing but its content.
const MTIME = new Date(1980, 0, 1);

/** Writes the archive and returns the data source's state: its configuration and the file's hashes. */
export async function readArchiveFile(config: ArchiveFileConfig) {
  if (config.type !== "zip") {
    throw new Error(`type is ${JSON.stringify(config.type)}; this stand-in writes only "zip"`);
  }
  const zip = await zipped(entries(config), config.output_file_mode);
  mkdirSync(path.dirname(config.output_path), { recursive: true });
  writeFileSync(config.output_path, zip);

  const hash = (algorithm: string, encoding: "hex" | "base64") =>
    createHash(algorithm).update(zip).digest(encoding);
  return {
    ...config,
    id: hash("sha1", "hex"),
    output_base64sha256: hash("sha256", "base64"),
    output_base64sha512: hash("sha512", "base64"),
    output_md5: hash("md5", "hex"),
    output_sha: hash("sha1", "hex"),
    output_sha256: hash("sha256", "hex"),
    output_sha512: hash("sha512", "hex"),
    output_size: zip.length,
  };
}

function entries(config: ArchiveFileConfig): readonly Entry[] {
  const { source_content: content, source_content_filename: filename, source } = config;
  if (config.source_dir !== null) {
    return folderEntries(config.source_dir, config.excludes ?? []);
  }
  if (config.source_file !== null) {
    return [fileEntry(path.dirname(config.source_file), path.basename(config.source_file))];
  }
  if (content !== null && filename !== null) {
    return [textEntry(filename, content)];
  }
  if (source !== null && source.length > 0) {
    return [...source]
      .sort((a, b) => (a.filename < b.filename ? -1 : 1))
      .map((file) => textEntry(file.filename, file.content));
  }
  throw new Error("one of source_dir, source_file, source and source_content must be given");
}

function folderEntries(folder: string, excludes: readonly string[]): readonly Entry[] {
  const isExcluded = picomatch([...excludes], { dot: true });
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => name.split(path.sep).join("/"))
    .filter((name) => statSync(path.join(folder, name)).isFile())
    .filter((name) => excludes.length === 0 || !isUnder(name, isExcluded))
    .sort();
  return names.map((name) => fileEntry(folder, name));
}

/** Whether the file or a folder above it is excluded. */
function isUnder(name: string, isExcluded: (name: string) => boolean): boolean {
  const parts = name.split("/");
  return parts.some((_, index) => isExcluded(parts.slice(0, index + 1).join("/")));
}

function fileEntry(folder: string, name: string): Entry {
  const file = path.join(folder, name);
  return { name, content: readFileSync(file), mode: statSync(file).mode & 0o777 };
}

function textEntry(name: string, content: string): Entry {
  return { name, content: Buffer.from(content), mode: DEFAULT_MODE };
}

function zipped(files: readonly Entry[], fileMode: string | null): Promise<Buffer> {
  const mode = fileMode === null ? undefined : Number.parseInt(fileMode, 8);
  const zip = new ZipFile();
  for (const file of files) {
    const options = { mtime: MTIME, forceDosTimestamp: true, mode: (mode ?? file.mode) | 0o100000 };
    zip.addBuffer(file.content, file.name, options);
  }
  zip.end();
  return buffer(zip.outputStream);
}
