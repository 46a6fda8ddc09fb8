import { readFile } from "node:fs/promises";
import path from "node:path";
import { filesUnder, forEachFile } from "../../lambda/code/files";
import { packageFiles, writtenFiles } from "../../lambda/code/package-files";
import { openZip } from "../../lambda/code/unzip";
import type { CodeSource, InlineFile, ZipSource } from "../../lambda/config/function-config";
import { readCode } from "../../lambda/config/read-code";
import type { ResolvedResource } from "../../terraform";
import { hashOf } from "./hash";
import type { Side } from "./side";

/** A hash of each file's content, by its name in the package. */
export type CodeFiles = ReadonlyMap<string, string>;

/** The files of the functions' packages by Terraform address, without those that can't be read. */
export async function describeCode({ stack }: Side): Promise<ReadonlyMap<string, CodeFiles>> {
  const found = new Map<string, CodeFiles>();
  const isPackage = (fn: ResolvedResource) => fn.string("package_type") !== "Image";
  for (const fn of stack.ofType("aws_lambda_function").filter(isPackage)) {
    const files = await ifReadable(() => filesOf(readCode(stack, fn)));
    if (files) {
      found.set(fn.address, files);
    }
  }
  return found;
}

/** Code that isn't on this machine, or not any more, is compared by its source only. */
async function ifReadable<T>(read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch {
    return undefined;
  }
}

async function filesOf(source: CodeSource): Promise<CodeFiles> {
  switch (source.kind) {
    case "folder":
      return new Map([
        ...(await hashed(await packageFiles(source))),
        ...hashedContent(writtenFiles(source)),
      ]);
    case "file":
      return hashed(
        (await filesUnder(source.path)).map((file) => ({
          ...file,
          name: path.basename(file.path),
        })),
      );
    case "inline":
      return hashedContent(source.files);
    case "zip":
      return zipEntries(source);
  }
}

function hashedContent(files: readonly InlineFile[]): CodeFiles {
  return new Map(files.map(({ name, content }) => [name, hashOf(content)] as const));
}

async function hashed(
  files: readonly { path: string; name: string; size: number; mode: number }[],
): Promise<CodeFiles> {
  return new Map(
    await forEachFile(
      files,
      async (file) => [file.name, hashOf(await readFile(file.path))] as const,
    ),
  );
}

/** A zip declares a checksum of each file, so nothing is unpacked. */
async function zipEntries(zip: ZipSource): Promise<CodeFiles> {
  const found = new Map<string, string>();
  for await (const { fileName, crc32, uncompressedSize } of (await openZip(zip)).eachEntry()) {
    if (!fileName.endsWith("/")) {
      found.set(fileName, `${crc32} ${uncompressedSize}`);
    }
  }
  return found;
}
