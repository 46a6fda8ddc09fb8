import { createHash } from "node:crypto";
import { readdir, readFile, stat } from "node:fs/promises";
import path from "node:path";
import { CodeSource } from "./function-config";

/** Bytes of the code's files. AWS counts the zip, which is smaller: there is none here. */
export async function codeSize(source: CodeSource): Promise<number> {
  if (source.kind === "inline") {
    return source.files.reduce((total, { content }) => total + Buffer.byteLength(content), 0);
  }
  return (await filesUnder(source.path)).reduce((total, { size }) => total + size, 0);
}

/** Text that two sources share only when their files have the same names, modes and content. */
export async function fingerprint(source: CodeSource): Promise<string> {
  if (source.kind === "inline") return "";
  const files = await filesUnder(source.path);
  const lines: string[] = [];
  // As many at once as the thread pool can use; all of them would be too many open files.
  for (let at = 0; at < files.length; at += FILES_AT_ONCE) {
    const some = files.slice(at, at + FILES_AT_ONCE);
    lines.push(...(await Promise.all(some.map(describe))));
  }
  return lines.join("\n");
}

const FILES_AT_ONCE = 32;

interface CodeFile {
  readonly file: string;
  readonly size: number;
  readonly mode: number;
}

async function describe({ file, mode }: CodeFile): Promise<string> {
  const hash = createHash("sha256").update(await readFile(file));
  return `${file} ${mode} ${hash.digest("base64")}`;
}

async function filesUnder(file: string): Promise<CodeFile[]> {
  const found = await stat(file);
  if (!found.isDirectory()) return [{ file, size: found.size, mode: found.mode }];
  const names = (await readdir(file)).sort();
  return (await Promise.all(names.map((name) => filesUnder(path.join(file, name))))).flat();
}
