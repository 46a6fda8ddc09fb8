import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { convertPackage } from "./convert-package";

/**
 * Makes the package for CDK Terrain of the one for CDKTF: `npm run build:cdktn -- [packed.tgz]`.
 * It packs this repository, unless it gets a package, and writes an unpacked one, to be published or
 * packed from there.
 */
const TARGET = "dist-cdktn";

const folder = mkdtempSync(path.join(tmpdir(), "package-cdktn-"));
try {
  const tarball = process.argv[2] ?? pack(folder);
  rmSync(TARGET, { recursive: true, force: true });
  mkdirSync(TARGET);
  execFileSync("tar", ["-xzf", tarball, "-C", TARGET, "--strip-components=1"]);
  convertPackage(TARGET);
} finally {
  rmSync(folder, { recursive: true });
}

function pack(to: string): string {
  const output = execFileSync("npm", ["pack", "--pack-destination", to], { encoding: "utf8" });
  // The name is on the last line, after the output of the build.
  return path.join(to, output.trim().split("\n").at(-1) ?? "");
}
