import { readFileSync, statSync } from "node:fs";
import path from "node:path";
import type { Value } from "../resolved-stack";
import { StackError } from "../stack-error";
import type { VariableFile } from "../variables/variable-files";
import { variableFilesOf } from "../variables/variable-file-names";
import { readVariableFile } from "../variables/variable-files";

export type Block = Readonly<Record<string, Value>>;

/** A resource or data source of the JSON, with unresolved references. */
export interface RawResource {
  readonly address: string;
  /** `aws_lambda_function`, or `data.archive_file` for a data source. */
  readonly type: string;
  readonly name: string;
  readonly block: Block;
}

/** A cdk.tf.json with unresolved references. */
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
 * Reads the `cdk.tf.json` of a synthesised stack and its variable files.
 * @param project folder of the CDKTF project: the CDKTF CLI passes its variable files to Terraform
 */
export function readStack(folder: string, project?: string): RawStack {
  const file = path.join(folder, STACK_FILE);
  const root = parse(file, read(folder, file));
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

function read(folder: string, file: string): string {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
    throw new StackError(
      `${folder} is not a folder. Pass the folder of a synthesised stack, such as ` +
        `cdktf.out/stacks/dev; "npx cdktf synth" creates it.`,
    );
  }
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new StackError(
      `${file} can't be read (${(error as Error).message}). Pass the folder of a synthesised ` +
        `stack; "npx cdktf synth" creates it (as JSON: HCL output is not supported).`,
    );
  }
}

function parse(file: string, text: string): Block {
  let root: unknown;
  try {
    root = JSON.parse(text);
  } catch (error) {
    throw new StackError(`${file} is not valid JSON: ${(error as Error).message}`);
  }
  if (typeof root !== "object" || root === null || Array.isArray(root)) {
    throw new StackError(
      `${file} is not a Terraform configuration: expected an object at the top level.`,
    );
  }
  return root as Block;
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

/**
 * The bodies of each label: Terraform's JSON may write an object of labels as a list of such
 * objects, with a label in more than one of them.
 * @see https://developer.hashicorp.com/terraform/language/syntax/json#block-type-specific-exceptions
 */
function labelled(value: Value | undefined): [label: string, body: Value][] {
  return blocks(value).flatMap((labels) => Object.entries(labels));
}

/** Terraform's JSON may write a body as an object or as a list of objects. */
function merged(value: Value | undefined): Block {
  return Object.assign({}, ...blocks(value)) as Block;
}

function blocks(value: Value | undefined): Block[] {
  return [value ?? []]
    .flat()
    .filter((item): item is { [key: string]: Value } => typeof item === "object" && item !== null);
}
