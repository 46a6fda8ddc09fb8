import { readdir, stat } from "node:fs/promises";
import path from "node:path";
import { CodeSource } from "./function-config";

/** Bytes of the code's files. AWS counts the zip, which is smaller: there is none here. */
export async function codeSize(source: CodeSource): Promise<number> {
  if (source.kind === "inline") {
    return source.files.reduce((total, { content }) => total + Buffer.byteLength(content), 0);
  }
  return (await filesUnder(source.path)).reduce((total, { size }) => total + size, 0);
}

/** A text that changes when a file is added, removed or written to. Inline code has none. */
export async function fingerprint(source: CodeSource): Promise<string> {
  if (source.kind === "inline") return "";
  const files = await filesUnder(source.path);
  return files.map(({ file, size, modified }) => `${file} ${size} ${modified}`).join("\n");
}

interface CodeFile {
  readonly file: string;
  readonly size: number;
  readonly modified: number;
}

async function filesUnder(file: string): Promise<CodeFile[]> {
  const found = await stat(file);
  if (!found.isDirectory()) return [{ file, size: found.size, modified: found.mtimeMs }];
  const names = (await readdir(file)).sort();
  return (await Promise.all(names.map((name) => filesUnder(path.join(file, name))))).flat();
}
