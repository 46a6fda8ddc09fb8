import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import type { CodeFile } from "../packaging/code-folder";

/** Equal for files with the same names and contents, on every machine. */
export function hashOf(files: readonly Pick<CodeFile, "name" | "path">[]): string {
  const hash = createHash("sha256");
  for (const { name, path } of files) {
    const content = createHash("sha256").update(readFileSync(path)).digest("hex");
    hash.update(JSON.stringify([name, content]));
  }
  return hash.digest("hex");
}
