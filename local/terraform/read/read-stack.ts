import path from "node:path";
import { variableFilesOf } from "../variables/variable-file-names";
import { readVariableFile } from "../variables/variable-files";
import { readVariableArguments, type VariableArgument } from "../variables/variable-arguments";
import { blocks, labelled, merged, type Block } from "./block";
import { readConfiguration } from "./configuration";
import { InstalledModules } from "./installed-modules";
import type { RawStack } from "./raw-module";
import { rawModule } from "./read-module";

export interface ReadOptions {
  /**
   * Folder of the CDKTF project, whose variable files the CDKTF CLI passes to Terraform.
   * @default the stack has no project
   */
  readonly project?: string;
  /** Values of input variables, which take precedence over all others. @default none */
  readonly variables?: readonly VariableArgument[];
}

/** Reads the configuration of a stack, the modules that it calls, and its variable files. */
export function readStack(folder: string, { project, variables = [] }: ReadOptions = {}): RawStack {
  const configuration = readConfiguration(folder);
  const stack = path.resolve(folder);
  const installed = new InstalledModules(stack);
  const folders = new Set([stack]);
  const root = rawModule(configuration, { stack, path: ".", calls: [], installed, folders });
  return {
    ...root,
    variableFiles: [
      ...variableFilesOf(folder, project).map(readVariableFile),
      ...readVariableArguments(variables, root.variables),
    ],
    backend: Object.fromEntries(
      labelled(merged(configuration["terraform"])["backend"]).map(([kind, body]) => [
        kind,
        merged(body),
      ]),
    ),
    kept: keptAddresses(configuration),
    configurationFolders: [...folders],
  };
}

/**
 * @see https://developer.hashicorp.com/terraform/language/block/moved
 * @see https://developer.hashicorp.com/terraform/language/block/removed
 */
function keptAddresses({ moved, removed }: Block): string[] {
  const forgotten = blocks(removed).filter(
    ({ lifecycle }) => merged(lifecycle)["destroy"] === false,
  );
  // In HCL, an address is an expression.
  return [...blocks(moved), ...forgotten].map(({ from }) =>
    String(from).replace(/^\$\{(.*)\}$/, "$1"),
  );
}
