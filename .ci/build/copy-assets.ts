import { cpSync, readdirSync } from "node:fs";
import path from "node:path";

const ASSET = /\.(cjs|mjs|py|json)$/;

/** Copies what the compiler leaves out into `dist/`: the files beside the sources that run as they are. */
export function copyAssets(root: string, folders: readonly string[]): void {
  for (const folder of folders) {
    const names = readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" });
    for (const name of names.filter((one) => ASSET.test(one))) {
      const file = path.join(folder, name);
      cpSync(path.join(root, file), path.join(root, "dist", file));
    }
  }
}
