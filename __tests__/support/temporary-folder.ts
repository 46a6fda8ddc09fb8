import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

/**
 * CDKTF's Testing.app leaves a folder for each app, and the runner keeps a certificate for the user:
 * they go with the folder of the whole run.
 */
export default function setUp(): void {
  const folder = mkdtempSync(path.join(tmpdir(), "tests-"));
  process.env.TMPDIR = folder;
  process.env.XDG_STATE_HOME = path.join(folder, "state");
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
}
