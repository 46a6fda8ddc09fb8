import path from "node:path";
import ts from "typescript";
import { ROOT } from "../support/root";

/**
 * The errors that TypeScript finds in files with the project's own settings.
 * @param sources by path from the project's root; they hide the files that exist there
 */
export function typeErrors(sources: Readonly<Record<string, string>>): string[] {
  const files = new Map(
    Object.entries(sources).map(([file, source]) => [path.join(ROOT, file), source]),
  );
  const options = compilerOptions();
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists } = host;
  host.fileExists = (name) => files.has(name) || fileExists(name);
  host.getSourceFile = (name, ...rest) => {
    const source = files.get(name);
    return source === undefined
      ? getSourceFile(name, ...rest)
      : ts.createSourceFile(name, source, ts.ScriptTarget.ES2022);
  };
  const program = ts.createProgram([...files.keys()], options, host);
  // The files that they import are checked by `npm run typecheck`.
  return [...files.keys()]
    .flatMap((name) => ts.getPreEmitDiagnostics(program, program.getSourceFile(name)))
    .map(
      ({ file, messageText }) =>
        `${file?.fileName}: ${ts.flattenDiagnosticMessageText(messageText, "\n")}`,
    );
}

function compilerOptions(): ts.CompilerOptions {
  const file = path.join(ROOT, "tsconfig.json");
  const { config } = ts.readConfigFile(file, ts.sys.readFile) as { config: object };
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, ROOT);
  // An example may declare what it doesn't use.
  return { ...options, noUnusedLocals: false };
}
