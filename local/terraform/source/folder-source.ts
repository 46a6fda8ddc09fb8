import path from "node:path";
import { configurationFilesIn } from "../read/configuration-files";
import { installedModulesFile } from "../read/installed-modules";
import { located } from "../read/locate";
import { readStack, type ReadOptions } from "../read/read-stack";
import { resolveStack } from "../resolve/resolve-stack";
import { STACK_FILE } from "../stack-file";
import { undeclaredWarnings } from "../variables/variable-files";
import type { ReadStack, StackSource } from "./stack-source";

/** The configuration in a stack's folder. */
export class FolderSource implements StackSource {
  private folders: readonly string[];

  constructor(
    private readonly folder: string,
    private readonly options: ReadOptions,
  ) {
    this.folders = [folder];
  }

  get stackFile(): string {
    return path.join(this.folder, STACK_FILE);
  }

  get files(): string[] {
    return [...configurationFilesIn(this.folders), installedModulesFile(this.folder)];
  }

  read(): ReadStack {
    const raw = readStack(this.folder, this.options);
    this.folders = raw.configurationFolders;
    return {
      resolve: (options) => resolveStack(raw, options),
      warnings: () => undeclaredWarnings(raw.variableFiles, raw.variables),
      located: (message) => located(raw, message),
    };
  }
}
