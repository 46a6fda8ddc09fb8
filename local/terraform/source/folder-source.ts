import path from "node:path";
import { refuseUselessValues } from "../given-values";
import { configurationFilesIn } from "../read/configuration-files";
import { installedModulesFile } from "../read/installed-modules";
import { located } from "../read/locate";
import { readStack, type ReadOptions } from "../read/read-stack";
import { undeclaredResources } from "../read/undeclared-resources";
import { resolveStack } from "../resolve/resolve-stack";
import type { ResolvedStack } from "../resolved-stack";
import { STACK_FILE } from "../stack-file";
import { undeclaredWarnings } from "../variables/variable-files";
import { fakeWarnings } from "./fake-warnings";
import type { ReadStack, StackSource } from "./stack-source";

/** The configuration in a stack's folder. */
export class FolderSource implements StackSource {
  readonly madeOf: readonly string[] = [];
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
    let stack: ResolvedStack | undefined;
    return {
      resolve: (options) => {
        // What is resolved before the stack has ports must not be kept.
        refuseUselessValues(options.given ?? [], resolveStack(raw, options));
        return (stack = resolveStack(raw, options));
      },
      warnings: () => [
        ...undeclaredWarnings(raw.variableFiles, raw.variables),
        ...undeclaredResources(raw),
        ...(stack ? fakeWarnings(stack) : []),
      ],
      located: (message) => located(raw, message),
    };
  }
}
