import { existsSync } from "node:fs";
import type { FunctionConfig } from "../config/function-config";
import { pathOf } from "./code-folder";

const OTHERWISE = "build it, or pass a folder or zip with its files: --code ADDRESS=PATH";

/**
 * @param reason why the code is missing, if that is known
 * @throws Error that names a file or folder of the function's code or layers that doesn't exist
 */
export function checkCodeExists({ code, layers }: FunctionConfig, reason?: string): void {
  for (const file of [code, ...layers].map(pathOf)) {
    if (file && !existsSync(file)) {
      throw new Error(`the code ${file} does not exist; ${reason ?? OTHERWISE}`);
    }
  }
}
