import { readFileSync } from "node:fs";
import path from "node:path";
import type { BuildOptions } from "esbuild";
import type { CodeBundle } from "../../lambda";

/** What a stack's tool has written about a bundle of code. Paths start at the project's folder. */
export interface BundleFile {
  /** Options of esbuild's API that bundle it again. @default only the tool can bundle it */
  readonly esbuild?: BuildOptions;
  /** The files that the bundle was made from. */
  readonly inputs: readonly string[];
}

/** A bundle of the served stack. */
export interface ServedBundle extends BundleFile {
  /** Folder of the bundled code. */
  readonly folder: string;
  readonly file: string;
}

/** The bundles of a stack. One without a readable file is left out: then only its tool knows it. */
export function readBundles(bundles: readonly CodeBundle[]): ServedBundle[] {
  return bundles.flatMap(({ path: folder, file }) => {
    try {
      const content = JSON.parse(readFileSync(file, "utf8")) as BundleFile;
      return [{ ...content, folder, file }];
    } catch {
      return [];
    }
  });
}

/** Whether a bundle was made from a file. */
export function reads({ inputs }: BundleFile, file: string, project: string): boolean {
  return inputs.includes(path.relative(project, file));
}

/** Whether a file is in a folder with sources of bundles, packages aside. */
export function isBesideInputs(
  bundles: readonly BundleFile[],
  file: string,
  project: string,
): boolean {
  const folder = path.dirname(path.relative(project, file));
  return bundles.some(({ inputs }) =>
    inputs.some((input) => !input.includes("node_modules/") && path.dirname(input) === folder),
  );
}
