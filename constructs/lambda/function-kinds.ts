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
import type { FunctionProps, VpcProps } from "./function-props";
import { LOGGING_KINDS } from "./logging";
import { Runtime } from "./runtime";

/** The types of the props of `Function`. */
export const FUNCTION_KINDS: Kinds<FunctionProps> = {
  ...LOGGING_KINDS,
  ...EXTENSION_KINDS,
  runtime: kind("a runtime, e.g. lambda.Runtime.NODEJS_22_X", (value) => value instanceof Runtime),
  handler: string,
  code: required(
    objectWith('code, e.g. lambda.Code.fromAsset("lambda-src/hello")', "bind", "packageType"),
  ),
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

/** The types of the prop `vpc` of `Function`. */
export const VPC_KINDS: Kinds<VpcProps> = {
  subnetIds: required(strings),
  securityGroupIds: strings,
  replaceSecurityGroupsOnDestroy: boolean,
};
