import path from "node:path";
import { variableFilesOf } from "../variables/variable-file-names";
import { readVariableFile } from "../variables/variable-files";
import { labelled, merged } from "./block";
import { readConfiguration } from "./configuration";
import { InstalledModules } from "./installed-modules";
import type { RawStack } from "./raw-module";
import { rawModule } from "./read-module";

/** CDKTF's name for the configuration in a stack's folder. */
export const STACK_FILE = "cdk.tf.json";

/**
 * Reads the configuration of a stack, the modules that it calls, and its variable files.
 * @param project folder of the CDKTF project: the CDKTF CLI passes its variable files to Terraform
 */
export function readStack(folder: string, project?: string): RawStack {
  const configuration = readConfiguration(folder);
  const stack = path.resolve(folder);
  const installed = new InstalledModules(stack);
  return {
    ...rawModule(configuration, { stack, path: ".", calls: [], installed }),
    variableFiles: variableFilesOf(folder, project).map(readVariableFile),
    backend: Object.fromEntries(
      labelled(merged(configuration["terraform"])["backend"]).map(([kind, body]) => [
        kind,
        merged(body),
      ]),
    ),
  };
}
