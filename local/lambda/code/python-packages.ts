import { mkdir, symlink } from "node:fs/promises";
import path from "node:path";
import type { Interpreter } from "./interpreter";

/**
 * The packages that Lambda's Python runtimes have, such as boto3 and its dependencies: for each
 * interpreter, a folder with links to those that are installed for it, and to nothing else.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/lambda-python.html
 */
export class PythonPackages {
  private readonly folders = new Map<string, Promise<string>>();

  constructor(private readonly scratch: string) {}

  /** @returns the folder */
  link({ path: program, packages }: Interpreter): Promise<string> {
    const folder =
      this.folders.get(program) ??
      linkAll(packages, path.join(this.scratch, String(this.folders.size)));
    this.folders.set(program, folder);
    return folder;
  }
}

async function linkAll(packages: readonly string[], folder: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  await Promise.all(packages.map((file) => symlink(file, path.join(folder, path.basename(file)))));
  return folder;
}
