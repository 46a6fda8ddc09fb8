import ts from "typescript";

const { NoComments, NoNestedComments } = ts.EmitFlags;

/**
 * Compiles as tsc does, but leaves comments only in the declarations: they would be a seventh of the
 * JavaScript.
 * @param config a tsconfig.json
 * @throws Error with the problems of the configuration, or of the syntax
 */
export function compile(config: string): void {
  const onUnRecoverableConfigFileDiagnostic = (problem: ts.Diagnostic) => refuse([problem]);
  const host = { ...ts.sys, onUnRecoverableConfigFileDiagnostic };
  const parsed = ts.getParsedCommandLineOfConfigFile(config, {}, host);
  refuse(parsed?.errors ?? []);
  const program = ts.createProgram(parsed?.fileNames ?? [], parsed?.options ?? {});
  refuse(program.getSyntacticDiagnostics());
  const transformers = { after: [withoutComments] };
  const { diagnostics } = program.emit(undefined, undefined, undefined, false, transformers);
  refuse(diagnostics);
}

/** Comes after the other transformations of the JavaScript. */
function withoutComments(): ts.Transformer<ts.SourceFile> {
  return (file) => ts.setEmitFlags(file, NoComments | NoNestedComments);
}

function refuse(problems: readonly ts.Diagnostic[]): void {
  if (problems.length > 0) {
    throw new Error(ts.formatDiagnostics(problems, ts.createCompilerHost({})));
  }
}
