import path from "node:path";
import type { Value } from "../resolved-stack";
import type { VariableFile } from "../variables/variable-files";
import { variableFilesOf } from "../variables/variable-file-names";
import { readVariableFile } from "../variables/variable-files";
import { blocks, labelled, merged, type Block } from "./block";
import { readConfiguration } from "./configuration";

export type { Block } from "./block";

/** A resource or data source of the JSON, with unresolved references. */
export interface RawResource {
  readonly address: string;
  /** `aws_lambda_function`, or `data.archive_file` for a data source. */
  readonly type: string;
  readonly name: string;
  readonly block: Block;
}

/** A configuration with unresolved references. */
export interface RawStack {
  readonly folder: string;
  readonly resources: readonly RawResource[];
  readonly locals: Block;
  /** Declarations of input variables, by name. */
  readonly variables: Readonly<Record<string, Block>>;
  /** In ascending order of precedence. */
  readonly variableFiles: readonly VariableFile[];
  /** Provider configurations of hashicorp/aws. */
  readonly awsProviders: readonly Block[];
  /** The state backend: its type, with its settings. */
  readonly backend: Block;
  /** Addresses of modules, which the runner does not read. */
  readonly modules: readonly string[];
}

/** CDKTF's name for the configuration in a stack's folder. */
export const STACK_FILE = "cdk.tf.json";

/**
 * Reads the configuration in a folder, such as that of a synthesised stack, and its variable files.
 * @param project folder of the CDKTF project: the CDKTF CLI passes its variable files to Terraform
 */
export function readStack(folder: string, project?: string): RawStack {
  const root = readConfiguration(folder);
  return {
    folder: path.resolve(folder),
    resources: [...resources(root["resource"], ""), ...resources(root["data"], "data.")],
    locals: merged(root["locals"]),
    variables: Object.fromEntries(
      labelled(root["variable"]).map(([name, body]) => [name, merged(body)]),
    ),
    variableFiles: variableFilesOf(folder, project).map(readVariableFile),
    awsProviders: labelled(root["provider"])
      .filter(([name]) => name === "aws")
      .flatMap(([, body]) => blocks(body)),
    backend: Object.fromEntries(
      labelled(merged(root["terraform"])["backend"]).map(([kind, body]) => [kind, merged(body)]),
    ),
    modules: labelled(root["module"]).map(([name]) => `module.${name}`),
  };
}

function resources(types: Value | undefined, prefix: string): RawResource[] {
  return labelled(types).flatMap(([type, named]) =>
    labelled(named).map(([name, block]) => ({
      address: `${prefix}${type}.${name}`,
      type: `${prefix}${type}`,
      name,
      block: merged(block),
    })),
  );
}
