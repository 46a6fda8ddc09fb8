import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { TemplateFile } from "./uncovered";

/** The `.vtl` files below a folder, without installed and generated ones. */
export function templateFiles(root: string): TemplateFile[] {
  return namesBelow(root, "").map((name) => ({
    name,
    source: readFileSync(path.join(root, name), "utf8"),
  }));
}

function namesBelow(root: string, folder: string): string[] {
  return readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const name = path.posix.join(folder, entry.name);
    if (entry.isDirectory()) {
      return isLeftOut(entry.name) ? [] : namesBelow(root, name);
    }
    return entry.name.endsWith(".vtl") ? [name] : [];
  });
}

function isLeftOut(folder: string): boolean {
  return folder === "node_modules" || folder.startsWith(".") || folder.startsWith("cdktf.out");
}
