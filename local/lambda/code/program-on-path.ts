import { accessSync, constants, statSync } from "node:fs";
import path from "node:path";

/** The file that a program's name stands for; undefined if no folder of PATH has it. */
export function programOnPath(name: string): string | undefined {
  const folders = (process.env.PATH ?? "").split(path.delimiter).filter((folder) => folder !== "");
  return folders.map((folder) => path.join(folder, name)).find(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
