import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { pathOf } from "./code-folder";
import { filesUnder, forEachFile } from "./files";
import type { CodeSource } from "../config/function-config";

/** Bytes of the code's files. AWS counts the zip, which is smaller and doesn't exist locally. */
export async function codeSize(source: CodeSource): Promise<number> {
  if (source.kind === "inline") {
    return source.files.reduce((total, { content }) => total + Buffer.byteLength(content), 0);
  }
  if (source.kind === "zip" && source.content !== undefined) {
    return Buffer.byteLength(source.content, "base64");
  }
  return (await filesUnder(source.path)).reduce((total, { size }) => total + size, 0);
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
