import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { startMotoForks } from "./moto";

/** Prepares the environment of all test files and of the processes that they start. */
export default function setUp(): void {
  const folder = temporaryFolder();
  const { NODE_OPTIONS = "" } = process.env;
  const loader = JSON.stringify(path.join(__dirname, "fast-tsx.cjs"));
  process.env.NODE_OPTIONS = `${NODE_OPTIONS} --require ${loader}`.trim();
  // Named as tsx names its own, whose files the runner doesn't take for the app's.
  process.env.FAST_TSX = path.join(folder, "tsx-0");
  process.env.MOTO_FORKS = startMotoForks();
}

/** CDKTF's Testing.app leaves a folder for each app: they go with the folder of the whole run. */
function temporaryFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), "tests-"));
  process.env.TMPDIR = folder;
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
