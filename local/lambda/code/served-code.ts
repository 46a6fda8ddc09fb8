import type { CodeSource } from "../config/function-config";

/** The code of a stack's functions and layers that was made from sources of its project. */
export interface ServedCode {
  readonly codeCopies: readonly CodeCopy[];
  readonly codeBundles: readonly CodeBundle[];
}

/** A folder with code that is a copy of another one. */
export interface CodeCopy {
  readonly path: string;
  /** The folder that it is a copy of, relative to the project. */
  readonly copiedFrom: string;
}

/** A folder with code that was bundled. */
export interface CodeBundle {
  readonly path: string;
  /** Describes how it was bundled from sources of the project. */
  readonly file: string;
}

export function servedCode(sources: readonly CodeSource[]): ServedCode {
  const folders = sources.flatMap((source) => (source.kind === "folder" ? [source] : []));
  return {
    codeCopies: folders.flatMap(({ path, copiedFrom }) =>
      copiedFrom === undefined ? [] : [{ path, copiedFrom }],
    ),
    codeBundles: folders.flatMap(({ path, bundleFile: file }) =>
      file === undefined ? [] : [{ path, file }],
    ),
  };
}
