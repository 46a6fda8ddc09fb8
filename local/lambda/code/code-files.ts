import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { pathOf } from "./code-folder";
import { filesUnder, forEachFile } from "./files";
import type { CodeSource, InlineFile } from "../config/function-config";

/** Bytes of the code's files. AWS counts the zip, which is smaller and doesn't exist locally. */
export async function codeSize(source: CodeSource): Promise<number> {
  const from = pathOf(source);
  return from === undefined
    ? containedBytes(source)
    : (await filesUnder(from)).reduce((total, { size }) => total + size, 0);
}

/** Bytes of code that the configuration contains. */
function containedBytes(source: CodeSource): number {
  switch (source.kind) {
    case "inline":
      return bytesOf(source.files);
    case "folder":
      return bytesOf(source.written ?? []);
    case "zip":
      return Buffer.byteLength(source.content ?? "", "base64");
    case "file":
      return 0;
  }
}

export function bytesOf(files: readonly InlineFile[]): number {
  return files.reduce((total, { content }) => total + Buffer.byteLength(content), 0);
}

/** Equal for two sources only if their files have the same names, modes and content. */
export async function fingerprint(source: CodeSource): Promise<string> {
  const from = pathOf(source);
  if (from === undefined) {
    return "";
  }
  const lines = await forEachFile(await filesUnder(from), async ({ path, mode }) => {
    const hash = createHash("sha256").update(await readFile(path));
    return `${path} ${mode} ${hash.digest("base64")}`;
  });
  return lines.join("\n");
}
