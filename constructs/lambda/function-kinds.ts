import type { Kinds } from "../core/props";
import {
  boolean,
  checkedElsewhere,
  kind,
  listOf,
  number,
  object,
  objectWith,
  required,
  string,
  strings,
} from "../core/props";
import { EXTENSION_KINDS } from "./extensions/extensions";
import type { CommonProps, FunctionProps, VpcProps } from "./function-props";
import { LOGGING_KINDS } from "./logging";
import { Runtime } from "./runtime";

/** The types of the props that functions of all languages have. */
export const COMMON_KINDS: Kinds<CommonProps> = {
  ...LOGGING_KINDS,
  ...EXTENSION_KINDS,
  architecture: checkedElsewhere,
  memorySize: number,
  timeout: checkedElsewhere,
  environment: object,
  secretWarnings: boolean,
  ephemeralStorageSize: number,
  reservedConcurrentExecutions: number,
  layers: strings,
  tracing: checkedElsewhere,
  logRetention: checkedElsewhere,
  logKmsKeyArn: string,
  kmsKeyArn: string,
  deadLetterTargetArn: string,
  vpc: object,
  filesystem: object,
  snapStart: boolean,
  recursiveLoop: string,
  codeSigningConfigArn: string,
  role: string,
  managedPolicies: listOf(string),
  description: string,
  functionName: string,
};

export const RUNTIME_KIND = kind(
  "a runtime, e.g. lambda.Runtime.NODEJS_22_X",
  (value) => value instanceof Runtime,
);

/** The types of the props of `Function`. */
export const FUNCTION_KINDS: Kinds<FunctionProps> = {
  ...COMMON_KINDS,
  runtime: RUNTIME_KIND,
  handler: string,
  code: required(
    objectWith('code, e.g. lambda.Code.fromAsset("lambda-src/hello")', "bind", "packageType"),
  ),
};

/** The types of the prop `vpc` of `Function`. */
export const VPC_KINDS: Kinds<VpcProps> = {
  subnetIds: required(strings),
  securityGroupIds: strings,
  replaceSecurityGroupsOnDestroy: boolean,
};

/** These props, without those of a subclass, which checks the names of its own. */
export function commonProps(props: CommonProps): CommonProps {
  return Object.fromEntries(
    Object.entries(props).filter(([name]) => Object.hasOwn(COMMON_KINDS, name)),
  );
}
