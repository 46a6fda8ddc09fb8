import { readdir, stat } from "node:fs/promises";
import path from "node:path";
import { CodeSource } from "./function-config";

/** Bytes of the code's files. AWS counts the zip, which is smaller: there is none here. */
export async function codeSize(source: CodeSource): Promise<number> {
  if (source.kind === "inline") {
    return source.files.reduce((total, { content }) => total + Buffer.byteLength(content), 0);
  }
  return sizeOf(source.path);
}

async function sizeOf(file: string): Promise<number> {
  const found = await stat(file);
  if (!found.isDirectory()) return found.size;
  const names = await readdir(file);
  const sizes = await Promise.all(names.map((name) => sizeOf(path.join(file, name))));
  return sizes.reduce((total, size) => total + size, 0);
}
