import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Options } from "@swc/core";
import { transformSync } from "@swc/core";

/** The tests compile the sources with swc as well. */
const OPTIONS: Options = {
  configFile: false,
  swcrc: false,
  jsc: {
    parser: { syntax: "typescript" },
    target: "es2022",
    // Comments stay in the declarations: they would be a seventh of the JavaScript.
    minify: { compress: false, mangle: false, format: { comments: false } },
  },
  // With the annotation Node.js finds the names that an ES module imports.
  module: { type: "commonjs", exportInteropAnnotation: true },
};

/** Writes the JavaScript of the TypeScript files among some to `dist/`. */
export function writeJavaScript(root: string, files: readonly string[]): void {
  for (const file of files.filter((one) => one.endsWith(".ts"))) {
    const source = path.join(root, file);
    const target = path.join(root, "dist", file.replace(/\.ts$/, ".js"));
    const { code } = transformSync(readFileSync(source, "utf8"), { ...OPTIONS, filename: source });
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, code);
  }
}
