import type { GivenValue } from "../given-values";
import type { ResolvedResource, Value } from "../resolved-stack";
import type { VariableFile } from "../variables/variable-files";
import type { Fakes } from "./fakes";
import type { Memo } from "./memo";

/** Values that the synthesised JSON does not contain. */
export interface ResolveOptions {
  /** Where an API is served, by its Terraform address. */
  readonly apiUrl: (address: string) => string;
  /** Where an AWS service such as `sqs` is served. @default on AWS */
  readonly serviceUrl?: (service: string) => string | undefined;
  /** Where TF_VAR_…, TF_WORKSPACE and AWS_REGION are read. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** AWS account of computed ARNs. @default the account of AWS's own examples */
  readonly accountId?: string | undefined;
  /** Whether programs of `data.external` may run. @default false */
  readonly runsCommands?: boolean | undefined;
  /** Values of attributes that only AWS knows. @default none */
  readonly given?: readonly GivenValue[];
  /** What a plan knows of attributes that expressions refer to. @default nothing */
  readonly known?: (address: string, attribute: string) => Value | undefined;
}

/** What all modules of a stack have in common. */
export interface StackContext {
  /** Absolute folder of the stack. */
  readonly folder: string;
  readonly accountId: string;
  readonly workspace: string;
  readonly options: ResolveOptions;
  readonly variableFiles: readonly VariableFile[];
  /** Addresses of what is being resolved, to find cycles. */
  readonly underWay: Set<string>;
  /** Values of locals, variables, outputs and attributes, by address. */
  readonly values: Memo<Value>;
  /** Regions of providers, by address. */
  readonly regions: Memo<string>;
  /** Called with each file whose content or existence a value depends on. */
  readonly dependsOn: (file: string) => void;
  /** Makes values that only AWS knows. Without it, they can't be resolved. */
  readonly fakes?: Fakes;
  /** All resources of a type, in every module. */
  readonly ofType: (type: string) => ResolvedResource[];
}
