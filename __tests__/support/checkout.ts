import { cpSync, symlinkSync } from "node:fs";
import path from "node:path";
import { ROOT } from "./root";

const PARTS = [
  "main.ts",
  "constructs",
  "lambda-src",
  "__tests__/terraform/fixtures",
  "local/typescript",
  "cdktf.json",
  "package.json",
  "tsconfig.json",
];
const COPY = { recursive: true, filter: (file: string) => !file.endsWith("__pycache__") };

/** Copies what is synthesised and deployed of this project to a folder. */
export function checkOut(folder: string): void {
  for (const part of PARTS) {
    cpSync(path.join(ROOT, part), path.join(folder, part), COPY);
  }
  symlinkSync(path.join(ROOT, "node_modules"), path.join(folder, "node_modules"));
}
