import { readdirSync, rmSync } from "node:fs";
import path from "node:path";
import ts from "typescript";
import { compilerOptions } from "../../tsconfig.json";
import { copyAssets } from "./copy-assets";
import { writeDeclarations } from "./write-declarations";
import { writeJavaScript } from "./write-javascript";

/** Builds the package in `dist/`: `npm run build`. */
const ROOT = path.join(__dirname, "../..");

/** The sample app isn't part of the package. */
const SYSTEMS = path.join("constructs", "systems");

const files = ["constructs", "local"].flatMap(filesIn).filter((file) => !file.startsWith(SYSTEMS));
rmSync(path.join(ROOT, "dist"), { recursive: true, force: true });
writeJavaScript(ROOT, files);
writeDeclarations(ROOT, ts.convertCompilerOptionsFromJson(compilerOptions, ROOT).options);
copyAssets(ROOT, files);

function filesIn(folder: string): string[] {
  const names = readdirSync(path.join(ROOT, folder), { recursive: true, encoding: "utf8" });
  return names.map((name) => path.join(folder, name));
}
