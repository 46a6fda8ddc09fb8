import { readFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";

/**
 * Writes the declarations that an entry of the package's `exports` leads to, to `dist/`: nobody can
 * import the others, which are more than half.
 * @param root folder of the package
 * @throws Error if a declaration can't be written, or imports what has none
 */
export function writeDeclarations(root: string, options: ts.CompilerOptions): void {
  const needed = new Set(entries(root));
  const program = ts.createProgram([...needed], {
    ...options,
    rootDir: root,
    outDir: path.join(root, "dist"),
    noEmit: false,
    noCheck: true,
    declaration: true,
    emitDeclarationOnly: true,
  });
  // The loop also reaches what is added meanwhile.
  for (const file of needed) {
    for (const imported of importsOf(writeDeclaration(program, file))) {
      needed.add(sourceOf(program, imported, file));
    }
  }
}

interface Manifest {
  readonly exports: Readonly<Record<string, string | { readonly types: string }>>;
}

/** The sources of the declarations that `exports` names. */
function entries(root: string): string[] {
  const { exports } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8")) as Manifest;
  return Object.values(exports)
    .flatMap((entry) => (typeof entry === "string" ? [] : [entry.types]))
    .map((types) => path.join(root, types.replace(/^\.\/dist\/(.*)\.d\.ts$/, "$1.ts")));
}

/** @returns the text of the declaration */
function writeDeclaration(program: ts.Program, file: string): string {
  const source = program.getSourceFile(file);
  if (source === undefined) {
    throw new Error(`${file} doesn't exist, but package.json exports its declaration.`);
  }
  let written = "";
  const { diagnostics } = program.emit(source, (name, text) => {
    ts.sys.writeFile(name, text);
    written = text;
  });
  if (diagnostics.length > 0) {
    throw new Error(ts.formatDiagnostics(diagnostics, ts.createCompilerHost({})));
  }
  return written;
}

/** The relative paths that a declaration imports. */
function importsOf(declaration: string): string[] {
  const { importedFiles } = ts.preProcessFile(declaration);
  return importedFiles.map(({ fileName }) => fileName).filter((name) => name.startsWith("."));
}

function sourceOf(program: ts.Program, imported: string, importer: string): string {
  const target = path.join(path.dirname(importer), imported);
  const candidates = [`${target}.ts`, path.join(target, "index.ts")];
  const source = candidates.find((file) => program.getSourceFile(file));
  if (source === undefined) {
    throw new Error(`The declaration of ${importer} imports ${imported}, which has none.`);
  }
  return source;
}
