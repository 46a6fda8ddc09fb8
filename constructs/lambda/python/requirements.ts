import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import type { IConstruct } from "constructs";
import { refuse } from "../../core/refusal";
import { warn } from "../../core/warning";
import type { CodeFile } from "../packaging/code-folder";

/** Where the versions of a function's packages are recorded. */
export interface Requirements {
  readonly kind: "pip" | "poetry" | "uv";
  /** The file with the versions. */
  readonly lock: string;
  /** The files that decide what is installed, by their paths from the function's folder. */
  readonly files: readonly Pick<CodeFile, "name" | "path">[];
}

const REQUIREMENTS = "requirements.txt";
const UV_LOCK = "uv.lock";
const PROJECT = "pyproject.toml";
const POETRY_LOCK = "poetry.lock";
/** Files of package managers, which the code doesn't need. */
export const PROJECT_FILES = [REQUIREMENTS, UV_LOCK, PROJECT, POETRY_LOCK, ".python-version"];

/** `-r other.txt`, `--constraint=other.txt` */
const INCLUDED = /^\s*(?:-r|-c|--requirement|--constraint)[\s=]+(\S+)/gm;
/** A package with an exact version, a URL or a hash; options and comments have no version. */
const PINNED = /===?|\s@\s|^\s*(-|#|$|https?:)/;

/** The requirements of the code in a folder; undefined if it has none. */
export function requirementsOf(scope: IConstruct, folder: string): Requirements | undefined {
  const has = (name: string): boolean => existsSync(path.join(folder, name));
  const fileOf = (name: string) => ({ name, path: path.join(folder, name) });
  if (has(UV_LOCK)) {
    const files = [UV_LOCK, PROJECT].filter(has).map(fileOf);
    return { kind: "uv", lock: path.join(folder, UV_LOCK), files };
  }
  if (has(REQUIREMENTS)) {
    const files = withIncluded(scope, folder, REQUIREMENTS, new Map());
    return { kind: "pip", lock: path.join(folder, REQUIREMENTS), files };
  }
  if (has(POETRY_LOCK)) {
    const lock = fileOf(POETRY_LOCK);
    return { kind: "poetry", lock: lock.path, files: [lock] };
  }
  if (has(PROJECT)) {
    refuse(scope, {
      what: "packages of the entry",
      value: PROJECT,
      allowed: `${REQUIREMENTS}, or ${PROJECT} with ${UV_LOCK} or ${POETRY_LOCK}`,
      fix: `Run uv lock or poetry lock in ${folder}.`,
    });
  }
  return undefined;
}

function withIncluded(
  scope: IConstruct,
  folder: string,
  name: string,
  found: Map<string, Pick<CodeFile, "name" | "path">>,
): readonly Pick<CodeFile, "name" | "path">[] {
  const file = path.join(folder, name);
  if (found.has(name)) {
    return [...found.values()];
  }
  if (!existsSync(file)) {
    refuse(scope, {
      what: "included requirements",
      value: name,
      allowed: "files that exist",
      fix: "Correct the path; it starts at the folder of the file that includes it.",
    });
  }
  found.set(name, { name, path: file });
  const text = readFileSync(file, "utf8");
  warnOfUnpinned(scope, name, text);
  for (const [, included = ""] of text.matchAll(INCLUDED)) {
    withIncluded(scope, folder, path.posix.join(path.posix.dirname(name), included), found);
  }
  return [...found.values()];
}

function warnOfUnpinned(scope: IConstruct, name: string, text: string): void {
  const unpinned = text.split("\n").filter((line) => !PINNED.test(line));
  if (unpinned.length > 0) {
    warn(
      scope,
      `${name} has no exact version of ${unpinned.map((line) => line.trim()).join(", ")}: another machine may install another one. Write name==version for each package, for example with pip freeze or uv.`,
    );
  }
}
