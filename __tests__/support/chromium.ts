import { existsSync } from "node:fs";
import path from "node:path";
import { describeWherePossible } from "./describe-where-possible";

const NAMES = ["chromium", "chromium-browser", "google-chrome"];

/** The browser on PATH; undefined if there is none. */
function installedChromium(): string | undefined {
  const folders = (process.env.PATH ?? "").split(path.delimiter);
  const files = NAMES.flatMap((name) => folders.map((folder) => path.join(folder, name)));
  return files.find((file) => existsSync(file));
}

/** Describes what needs a Chromium. @param body gets the browser's program */
export function describeWithChromium(title: string, body: (program: string) => void): void {
  const program = installedChromium();
  const missing = program ? undefined : "there is no Chromium (apt-get install chromium)";
  describeWherePossible(title, missing, () => body(program ?? ""));
}
