import { readFileSync } from "node:fs";
import path from "node:path";
import { Installation } from "../../package/support/installation";
import { megabytes } from "../../package/support/megabytes";
import { fixed, printTable } from "../table";

/** Sizes of the package: its file, and what npm installs with it, without the peer dependencies. */
export function benchPackage(): void {
  const installation = new Installation();
  try {
    const modules = path.join(installation.project, "node_modules");
    const lock = readFileSync(path.join(modules, ".package-lock.json"), "utf8");
    const { packages } = JSON.parse(lock) as { packages: object };
    printTable(
      "package: what npm downloads and installs, without the peer dependencies",
      ["", "measured", "aim"],
      [
        ["packed, MB", fixed(megabytes(installation.tarball), 2), "2"],
        ["installed, MB", fixed(megabytes(modules), 1), "25"],
        ["packages", String(Object.keys(packages).length), ""],
      ],
    );
  } finally {
    installation.remove();
  }
}
