import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "jsonc-parser";

/** The part of a tsconfig.json that changes which files an import finds. */
interface TypeScriptConfig {
  readonly extends?: string | readonly string[];
  readonly compilerOptions?: { readonly baseUrl?: string; readonly paths?: object };
}

/**
 * The files and folders besides a build's inputs that decide which files its imports find, and how
 * they are compiled: a new file can take the place of another, as can another version of a package.
 * Paths that don't exist are among them.
 * @param inputs - paths from the project's root
 * @returns undefined if imports are mapped by a tsconfig.json: what they find depends on any folder
 */
export function resolutionPaths(inputs: readonly string[]): readonly string[] | undefined {
  const paths = new Set(inputs.flatMap(foldersWithCandidates));
  const above = new Set(inputs.flatMap((file) => foldersAbove(path.resolve(file))));
  for (const folder of above) {
    for (const name of ["package.json", "tsconfig.json", "node_modules"]) {
      paths.add(relative(path.join(folder, name)));
    }
    if (/\/node_modules\/@[^/]+$/.test(folder)) {
      paths.add(relative(folder));
    }
  }
  for (const file of [...inputs, ...paths].filter(isConfig)) {
    for (const { name, config } of configChain(file)) {
      paths.add(name);
      if (config.compilerOptions?.baseUrl !== undefined || config.compilerOptions?.paths) {
        return undefined;
      }
    }
  }
  return [...paths];
}

/** Where a new file could be found instead of an input: `a.ts` is found before `a/index.ts`. */
function foldersWithCandidates(input: string): string[] {
  if (input.includes("node_modules/")) {
    return [];
  }
  const folder = path.dirname(input);
  return path.basename(input).startsWith("index.") ? [folder, path.dirname(folder)] : [folder];
}

function foldersAbove(file: string): string[] {
  const folder = path.dirname(file);
  return folder === file ? [] : [folder, ...foldersAbove(folder)];
}

function relative(file: string): string {
  return path.relative("", file) || ".";
}

/** The option `tsconfig` can name a file as it likes; that other JSON is read too does no harm. */
function isConfig(file: string): boolean {
  const isJson = file.endsWith(".json") && path.basename(file) !== "package.json";
  return isJson && !file.includes("node_modules/") && existsSync(file);
}

/** A tsconfig.json and the files that it extends. */
function configChain(file: string): { name: string; config: TypeScriptConfig }[] {
  const config = (parse(readFileSync(file, "utf8")) ?? {}) as TypeScriptConfig;
  const extended = [config.extends ?? []].flat().filter((name) => /^\.{0,2}\//.test(name));
  const files = extended.map((name) => {
    const target = path.resolve(path.dirname(file), name);
    return relative(target.endsWith(".json") ? target : `${target}.json`);
  });
  return [{ name: file, config }, ...files.filter(isConfig).flatMap(configChain)];
}
