import path from "node:path";
import ts from "typescript";
import { ROOT } from "../support/root";

/** What TypeScript finds wrong in sources that stand at the project's root, with its own settings. */
export function typeErrors(sources: readonly string[]): string[] {
  const files = new Map(
    sources.map((source, index) => [path.join(ROOT, `README-${index}.ts`), source]),
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
  return ts
    .getPreEmitDiagnostics(program)
    .map(
      ({ file, messageText }) =>
        `${file?.fileName}: ${ts.flattenDiagnosticMessageText(messageText, "\n")}`,
    );
}

function compilerOptions(): ts.CompilerOptions {
  const file = path.join(ROOT, "tsconfig.json");
  const { config } = ts.readConfigFile(file, ts.sys.readFile) as { config: object };
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, ROOT);
  // A declaration that an example doesn't use is no fault of the example.
  return { ...options, noUnusedLocals: false };
}
