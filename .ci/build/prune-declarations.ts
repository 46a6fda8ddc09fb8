import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { preProcessFile } from "typescript";

const DECLARATION = ".d.ts";

/**
 * Removes the declarations from `dist/` that no entry of `exports` leads to: nobody can import them,
 * and they are more than half of all.
 * @param folder of the package
 * @throws Error if a declaration imports what has none
 */
export function pruneDeclarations(folder: string): void {
  const needed = withImported(entries(folder));
  const dist = path.join(folder, "dist");
  const files = readdirSync(dist, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(DECLARATION))
    .map((name) => path.join(dist, name));
  files.filter((file) => !needed.has(file)).forEach((file) => rmSync(file));
}

interface Manifest {
  readonly exports: Readonly<Record<string, string | { readonly types: string }>>;
}

function entries(folder: string): string[] {
  const { exports } = JSON.parse(
    readFileSync(path.join(folder, "package.json"), "utf8"),
  ) as Manifest;
  return Object.values(exports).flatMap((entry) =>
    typeof entry === "string" ? [] : [path.join(folder, entry.types)],
  );
}

/** The files, and those that they import, directly or not. */
function withImported(files: readonly string[]): ReadonlySet<string> {
  const found = new Set(files);
  // The loop also reaches what is added meanwhile.
  for (const file of found) {
    for (const { fileName } of preProcessFile(readFileSync(file, "utf8")).importedFiles) {
      if (fileName.startsWith(".")) {
        found.add(declarationOf(path.resolve(path.dirname(file), fileName), file));
      }
    }
  }
  return found;
}

function declarationOf(imported: string, importer: string): string {
  const file = [imported + DECLARATION, path.join(imported, "index.d.ts")].find(existsSync);
  if (file === undefined) {
    throw new Error(`${importer} imports ${imported}, which has no declaration.`);
  }
  return file;
}
