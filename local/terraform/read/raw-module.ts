import type { StackError } from "../stack-error";
import type { VariableFile } from "../variables/variable-files";
import type { Block } from "./block";

/** What a module calls hashicorp/aws, unless it requires the provider by another name. */
export const AWS_NAME = "aws";

/** A resource or data source of the JSON, with unresolved references. */
export interface RawResource {
  /** In its module: `aws_lambda_function.hello`, `data.archive_file.hello`. */
  readonly address: string;
  /** `aws_lambda_function`, or `data.archive_file` for a data source. */
  readonly type: string;
  readonly name: string;
  readonly block: Block;
}

/** A module with unresolved references: the stack itself, or a module that is called in it. */
export interface RawModule {
  /** Absolute path. */
  readonly folder: string;
  /** The value of `path.module`: `modules/api`, or `.` for the stack itself. */
  readonly path: string;
  readonly resources: readonly RawResource[];
  readonly locals: Block;
  /** Declarations of input variables, by name. */
  readonly variables: Readonly<Record<string, Block>>;
  /** Declarations of outputs, by name. */
  readonly outputs: Readonly<Record<string, Block>>;
  /** The module's name for hashicorp/aws. */
  readonly awsName: string;
  /** Provider configurations of hashicorp/aws. */
  readonly awsProviders: readonly Block[];
  readonly moduleCalls: readonly ModuleCall[];
}

/** A `module` block. */
export interface ModuleCall {
  readonly name: string;
  /** The inputs, and Terraform's own arguments such as `source`. */
  readonly block: Block;
  /** The module that it calls, or why that can't be read. */
  readonly module: RawModule | StackError;
}

/** A stack with unresolved references. */
export interface RawStack extends RawModule {
  /** In ascending order of precedence. */
  readonly variableFiles: readonly VariableFile[];
  /** The state backend: its type, with its settings. */
  readonly backend: Block;
  /** Addresses that the stack has no longer, but whose resources stay: `moved` and `removed` blocks. */
  readonly kept: readonly string[];
  /** Absolute folders of the stack and of all modules, those that can't be read included. */
  readonly configurationFolders: readonly string[];
}

/** A stack without any blocks. */
export function emptyStack(folder: string): RawStack {
  return {
    folder,
    path: ".",
    resources: [],
    locals: {},
    variables: {},
    outputs: {},
    awsName: AWS_NAME,
    awsProviders: [],
    moduleCalls: [],
    variableFiles: [],
    backend: {},
    kept: [],
    configurationFolders: [],
  };
}
