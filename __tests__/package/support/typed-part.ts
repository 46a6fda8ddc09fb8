import { execFileSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import path from "node:path";

/**
 * Packs what TypeScript sees of an installed package: the declarations, the modules that they
 * describe, and package.json. attw goes through the names of all files for each folder that it looks
 * for, which takes several times as long for the whole package.
 * @param tarball to write
 */
export function packTypedPart(installed: string, tarball: string): void {
  const files = readdirSync(installed, { recursive: true, encoding: "utf8" });
  const typed = files.filter((file) => isTyped(path.join(installed, file)));
  const [parent, name] = [path.dirname(installed), path.basename(installed)];
  execFileSync("tar", [
    "-czf",
    tarball,
    "-C",
    parent,
    ...typed.map((file) => path.join(name, file)),
  ]);
}

function isTyped(file: string): boolean {
  return (
    /\.d\.ts$|\/package\.json$/.test(file) ||
    (file.endsWith(".js") && existsSync(file.replace(/\.js$/, ".d.ts")))
  );
}
