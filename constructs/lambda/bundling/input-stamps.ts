import { createHash } from "node:crypto";
import { lstatSync, readdirSync, readFileSync, readlinkSync, statSync } from "node:fs";
import path from "node:path";
import { isLitter } from "../packaging/litter";
import { resolutionPaths } from "./resolution-paths";

/** State of a path. The digest decides; an equal `stat` saves reading the file. */
interface Stamp {
  /** Changes whenever the file, or the names in the folder, are written. */
  readonly stat: string;
  /** Of a file's content, or of the names in a folder. */
  readonly digest: string;
}

/** The state of everything that a build by esbuild depends on, by the path from the project's root. */
export type InputStamps = Readonly<Record<string, Stamp>>;

const MISSING: Stamp = { stat: "missing", digest: "missing" };

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
  return Object.entries(stamps).every(
    ([file, { stat, digest }]) => statOf(file) === stat || stampOf(file).digest === digest,
  );
}

/** Whether a file was saved during the build, which may have read it before. */
function isNewer(file: string, begun: number): boolean {
  return (statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? Infinity) >= begun;
}

function stampOf(file: string): Stamp {
  const stat = statOf(file);
  return stat === MISSING.stat ? MISSING : { stat, digest: digestOf(file) };
}

function statOf(file: string): string {
  const found = statSync(file, { bigint: true, throwIfNoEntry: false });
  return found ? [found.ino, found.size, found.mtimeNs, found.ctimeNs].join(" ") : MISSING.stat;
}

function digestOf(file: string): string {
  const content = statSync(file).isDirectory() ? namesIn(file) : readFileSync(file);
  return createHash("sha256").update(content).digest("base64url");
}

/** The names in a folder, and where links among them lead to. */
function namesIn(folder: string): string {
  const names = readdirSync(folder).filter((name) => !isLitter(name));
  return names
    .map((name) => path.join(folder, name))
    .map((file) => (lstatSync(file).isSymbolicLink() ? `${file} -> ${readlinkSync(file)}` : file))
    .sort()
    .join("\n");
}
