import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { byCodePoints } from "../expression/values";

/** The files of a configuration, in the order in which Terraform reads them. */
export interface ConfigurationFiles {
  readonly primary: readonly string[];
  readonly overrides: readonly string[];
}

const CONFIGURATION = /\.tf(?:\.json)?$/;
const OVERRIDE = /(?:^|_)override\.tf(?:\.json)?$/;
/** Hidden files, and copies that editors make. */
const IGNORED = /^\.|~$|^#.*#$/;

/** All files of the configurations in these folders, some of which may be missing. */
export function configurationFilesIn(folders: readonly string[]): string[] {
  return folders
    .filter((folder) => existsSync(folder))
    .map(configurationFiles)
    .flatMap(({ primary, overrides }) => [...primary, ...overrides]);
}

/** @see https://developer.hashicorp.com/terraform/language/files/override */
export function configurationFiles(folder: string): ConfigurationFiles {
  const files = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => !entry.isDirectory() && CONFIGURATION.test(entry.name))
    .map(({ name }) => name)
    .filter((name) => !IGNORED.test(name))
    .sort(byCodePoints);
  const paths = (names: readonly string[]) => names.map((name) => path.join(folder, name));
  return {
    primary: paths(files.filter((name) => !OVERRIDE.test(name))),
    overrides: paths(files.filter((name) => OVERRIDE.test(name))),
  };
}
