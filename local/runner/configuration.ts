import path from "node:path";
import { configurationFilesIn, installedModulesFile, readStack, STACK_FILE } from "../terraform";
import type { RawStack, ReadOptions } from "../terraform";

/** The configuration in a stack's folder, which may be read again. */
export class Configuration {
  private folders: readonly string[];

  constructor(
    private readonly folder: string,
    private readonly options: ReadOptions,
  ) {
    this.folders = [folder];
  }

  /** The synthesised JSON. */
  get stackFile(): string {
    return path.join(this.folder, STACK_FILE);
  }

  /** @throws StackError */
  read(): RawStack {
    const raw = readStack(this.folder, this.options);
    this.folders = raw.configurationFolders;
    return raw;
  }

  /** What the configuration is read from now: files may have been added since it was read. */
  get files(): string[] {
    return [...configurationFilesIn(this.folders), installedModulesFile(this.folder)];
  }
}
