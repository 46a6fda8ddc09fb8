import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

/** A temporary folder, and a build folder in it, for the tests of a file. */
export function buildFolder(): { readonly path: string; clear(): void } {
  const folder = mkdtempSync(path.join(tmpdir(), "bundling-"));
  const before = process.env.CDKTF_OUTDIR;
  beforeAll(() => {
    process.env.CDKTF_OUTDIR = path.join(folder, "cdktf.out");
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
    if (before === undefined) {
      delete process.env.CDKTF_OUTDIR;
    } else {
      process.env.CDKTF_OUTDIR = before;
    }
  });
  const clear = (): void =>
    rmSync(path.join(folder, "cdktf.out"), { recursive: true, force: true });
  return { path: folder, clear };
}

/** The lines of a file; none if it doesn't exist. */
export function linesOf(file: string): string[] {
  return existsSync(file) ? readFileSync(file, "utf8").split("\n").filter(Boolean) : [];
}
