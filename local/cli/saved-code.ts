import { readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { CodeCopy } from "../lambda";

/**
 * Copies saved code into the folders of the stack that are copies of its folder. Only a file that a
 * copy has already is code for sure: what else belongs into a package is for the app to decide.
 * @returns false if a saved file isn't such a file; then nothing is copied
 */
export function copySavedCode(
  saved: readonly string[],
  copies: readonly CodeCopy[],
  project: string,
): boolean {
  const written = saved.map((file) => {
    const targets = copies.flatMap((copy) => counterpart(file, copy, project));
    return { file, targets };
  });
  if (!written.every(({ file, targets }) => targets.length > 0 && isFile(file))) {
    return false;
  }
  for (const { file, targets } of written) {
    const content = readFileSync(file);
    // The copy's mode stays: the app has chosen it.
    targets.forEach((target) => writeFileSync(target, content));
  }
  return true;
}

/** The path of a file in a copy; empty if the copy doesn't have the file. */
function counterpart(file: string, copy: CodeCopy, project: string): string[] {
  const name = path.relative(path.resolve(project, copy.copiedFrom), file);
  const target = path.join(copy.path, name);
  return !name.startsWith("..") && isFile(target) ? [target] : [];
}

function isFile(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false })?.isFile() ?? false;
}
