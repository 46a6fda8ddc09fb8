import { execFile } from "node:child_process";
import { mkdir, symlink } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import type { Interpreter } from "./interpreter";

const LIST_INSTALLED = path.join(__dirname, "../clients/python/import_paths.py");

/**
 * The packages that Lambda's Python runtimes have, boto3 and its dependencies above all: for each
 * interpreter a folder with links to those that are installed for it, and to nothing else.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/lambda-python.html
 */
export class PythonPackages {
  private readonly folders = new Map<string, Promise<string>>();

  constructor(private readonly scratch: string) {}

  /** @returns the folder */
  link({ path: program }: Interpreter): Promise<string> {
    const folder =
      this.folders.get(program) ??
      linkInstalled(program, path.join(this.scratch, String(this.folders.size)));
    this.folders.set(program, folder);
    return folder;
  }
}

async function linkInstalled(program: string, folder: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  const { stdout } = await promisify(execFile)(program, ["-B", LIST_INSTALLED], {
    timeout: 10_000,
  });
  const installed = JSON.parse(stdout) as string[];
  await Promise.all(installed.map((file) => symlink(file, path.join(folder, path.basename(file)))));
  return folder;
}
