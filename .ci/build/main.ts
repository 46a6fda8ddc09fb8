import { readdirSync, rmSync } from "node:fs";
import path from "node:path";
import ts from "typescript";
import { compilerOptions } from "../../tsconfig.json";
import { copyAssets } from "./copy-assets";
import { writeDeclarations } from "./write-declarations";
import { writeJavaScript } from "./write-javascript";

/** Builds the package in `dist/`: `npm run build`. */
const ROOT = path.join(__dirname, "../..");

/** The sample app, and what runs TypeScript as it is: a clone needs them, the package doesn't. */
const LEFT_OUT = [path.join("constructs", "systems"), path.join("local", "typescript")];

const files = ["constructs", "local"]
  .flatMap(filesIn)
  .filter((file) => !LEFT_OUT.some((folder) => file.startsWith(folder + path.sep)));
rmSync(path.join(ROOT, "dist"), { recursive: true, force: true });
writeJavaScript(ROOT, files);
writeDeclarations(ROOT, ts.convertCompilerOptionsFromJson(compilerOptions, ROOT).options);
copyAssets(ROOT, files);

function filesIn(folder: string): string[] {
  const names = readdirSync(path.join(ROOT, folder), { recursive: true, encoding: "utf8" });
  return names.map((name) => path.join(folder, name));
}
