import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { startMotoForks } from "./moto";
import { pathWithoutShims } from "./python-path";

/** Prepares the environment of all test files and of the processes that they start. */
export default function setUp(): void {
  process.env.TMPDIR = temporaryFolder();
  process.env.PATH = pathWithoutShims(process.env.PATH ?? "");
  process.env.MOTO_FORKS = startMotoForks();
  process.env.PROVIDER_SCHEMAS = process.env.TMPDIR;
}

/** CDKTF's Testing.app leaves a folder for each app: they go with the folder of the whole run. */
function temporaryFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), "tests-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
