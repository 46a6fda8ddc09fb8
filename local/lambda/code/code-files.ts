import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { filesUnder, forEachFile } from "./files";
import type { CodeSource } from "../config/function-config";

/** Bytes of the code's files. AWS counts the zip, which is smaller and doesn't exist locally. */
export async function codeSize(source: CodeSource): Promise<number> {
  if (source.kind === "inline") {
    return source.files.reduce((total, { content }) => total + Buffer.byteLength(content), 0);
  }
  return (await filesUnder(source.path)).reduce((total, { size }) => total + size, 0);
}

/** Equal for two sources only if their files have the same names, modes and content. */
export async function fingerprint(source: CodeSource): Promise<string> {
  if (source.kind === "inline") {
    return "";
  }
  const lines = await forEachFile(await filesUnder(source.path), async ({ path, mode }) => {
    const hash = createHash("sha256").update(await readFile(path));
    return `${path} ${mode} ${hash.digest("base64")}`;
  });
  return lines.join("\n");
}
