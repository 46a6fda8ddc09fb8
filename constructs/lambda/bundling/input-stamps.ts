import { createHash } from "node:crypto";
import { readdirSync, readlinkSync, statSync } from "node:fs";
import path from "node:path";
import { isLitter } from "../packaging/litter";
import { resolutionPaths } from "./resolution-paths";

/**
 * The state of everything that a build by esbuild depends on, by the path from the project's root. It
 * is taken without reading the files: a tool that watches what the app itself reads could not tell
 * their changes from those of the app.
 */
export type InputStamps = Readonly<Record<string, string>>;

const MISSING = "missing";

/**
 * Stamps the files that a build read and all other paths that would change it.
 * @param begun - when the build began, in milliseconds
 * @returns undefined if it can't be known what would change the build: it must not be reused
 */
export function stampInputs(inputs: readonly string[], begun: number): InputStamps | undefined {
  const others = resolutionPaths(inputs);
  if (others === undefined || inputs.some((file) => isNewer(file, begun))) {
    return undefined;
  }
  return Object.fromEntries([...inputs, ...others].map((file) => [file, stampOf(file)]));
}

export function areUnchanged(stamps: InputStamps): boolean {
  return Object.entries(stamps).every(([file, stamp]) => stampOf(file) === stamp);
}

/** Whether a file was saved during the build, which may have read it before. */
function isNewer(file: string, begun: number): boolean {
  return (statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? Infinity) >= begun;
}

/** Of a file, what changes whenever it is written; of a folder, the names in it. */
function stampOf(file: string): string {
  const found = statSync(file, { bigint: true, throwIfNoEntry: false });
  if (!found) {
    return MISSING;
  }
  return found.isDirectory()
    ? createHash("sha256").update(namesIn(file)).digest("base64url")
    : [found.ino, found.size, found.mtimeNs, found.ctimeNs].join(" ");
}

/** The names in a folder, and where links among them lead to. */
function namesIn(folder: string): string {
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => !isLitter(name))
    .map((entry) =>
      entry.isSymbolicLink()
        ? `${entry.name} -> ${readlinkSync(path.join(folder, entry.name))}`
        : entry.name,
    )
    .sort()
    .join("\n");
}
