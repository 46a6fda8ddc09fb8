import { cpSync } from "node:fs";
import path from "node:path";

const ASSET = /\.(cjs|mjs|py|json)$/;

/** Copies the files that run as they are, beside the sources, to `dist/`. */
export function copyAssets(root: string, files: readonly string[]): void {
  for (const file of files.filter((one) => ASSET.test(one))) {
    cpSync(path.join(root, file), path.join(root, "dist", file));
  }
}
