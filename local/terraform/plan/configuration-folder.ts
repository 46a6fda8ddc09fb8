import path from "node:path";
import { configurationFilesIn } from "../read/configuration-files";
import type { RawStack } from "../read/raw-module";
import { readStack } from "../read/read-stack";
import { variableFilesOf } from "../variables/variable-file-names";

/** The folder that Terraform ran in, with the configuration that it made a plan of. */
export class ConfigurationFolder {
  /** Absolute. */
  readonly path: string;
  private readonly known = new Set<string>();
  private configuration: RawStack | undefined;

  constructor(folder: string) {
    this.path = path.resolve(folder);
  }

  /** The files that a plan is made of, also those that were removed since. */
  get files(): string[] {
    const folders = this.configuration?.configurationFolders ?? [this.path];
    const files = [...configurationFilesIn(folders), ...variableFilesOf(this.path)];
    files.forEach((file) => this.known.add(file));
    return [...this.known];
  }

  /**
   * The configuration, which is read once: the plan doesn't follow its changes.
   * @returns undefined if the folder has none
   */
  read(): RawStack | undefined {
    if (!this.configuration && configurationFilesIn([this.path]).length > 0) {
      this.configuration = readStack(this.path);
    }
    return this.configuration;
  }
}
