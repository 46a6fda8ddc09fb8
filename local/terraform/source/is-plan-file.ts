import { statSync } from "node:fs";

/** Whether what is served is a plan or state in a file, not the Terraform files of a folder. */
export function isPlanFile(source: string): boolean {
  return statSync(source, { throwIfNoEntry: false })?.isFile() ?? false;
}
