import ts from "typescript";

/** The packages of CDKTF and what CDK Terrain, its fork, calls them. Both have the same exports. */
const RENAMED: readonly (readonly [of: RegExp, name: string])[] = [
  [/^cdktf(?=\/|$)/, "cdktn"],
  [/^@cdktf\/(?=provider-)/, "@cdktn/"],
];

/** Has a TypeScript, JavaScript or declaration file import CDK Terrain instead of CDKTF. */
export function renameImports(text: string): string {
  const { importedFiles } = ts.preProcessFile(text, true, true);
  let renamed = text;
  // The new names are as long as the old ones, so positions stay right.
  for (const { fileName, pos } of importedFiles) {
    renamed =
      renamed.slice(0, pos + 1) + renameImport(fileName) + renamed.slice(pos + 1 + fileName.length);
  }
  return renamed;
}

/** The name under which CDK Terrain has an imported module. */
export function renameImport(specifier: string): string {
  return RENAMED.reduce((name, [of, to]) => name.replace(of, to), specifier);
}
