import type { IConstruct } from "constructs";
import { refuse } from "../core/refusal";
import { checkArnRegion } from "../core/arn-region";
import { checkDuration } from "../core/check-duration";
import type { FunctionProps } from "./function-props";
import { checkChoice, checkCount, checkLength, checkPattern, checkRange } from "../core/checks";
import { checkLogRetention } from "../core/log-retention";
import { checkProps } from "../core/props";
import { layersOf } from "./extensions/extensions";
import { checkFileSystem } from "./file-system";
import { VPC_KINDS } from "./function-kinds";
import { Architecture } from "./architecture";
import { checkLogging } from "./logging";
import { checkRuntime } from "./runtime";
import { checkSnapStart } from "./snap-start";
import { Tracing } from "./tracing";

/** Refuses props that AWS would refuse or that can't work, as far as synth can know. */
export function checkFunctionProps(scope: IConstruct, props: FunctionProps): void {
  if (props.vpc !== undefined) {
    checkProps(scope, props.vpc, VPC_KINDS, (prop) => `vpc.${prop}`);
  }
  checkRange(scope, "memorySize", props.memorySize, { min: 128, max: 10240, unit: "MB" });
  checkDuration(scope, "timeout", props.timeout, { min: 1, max: 900, unit: "seconds" });
  checkRange(scope, "ephemeralStorageSize", props.ephemeralStorageSize, {
    min: 512,
    max: 10240,
    unit: "MB",
  });
  checkRange(scope, "reservedConcurrentExecutions", props.reservedConcurrentExecutions, {
    min: 0,
    max: Number.MAX_SAFE_INTEGER,
    unit: "concurrent executions",
  });
  checkChoice(scope, "architecture", props.architecture, Object.values(Architecture));
  checkChoice(scope, "tracing", props.tracing, Object.values(Tracing));
  checkChoice(scope, "recursiveLoop", props.recursiveLoop, ["Allow", "Terminate"]);
  checkLogging(scope, props);
  checkFileSystem(scope, props);
  checkSnapStart(scope, props);
  checkTexts(scope, props);
  checkLists(scope, props);
  checkLogRetention(scope, "logRetention", props.logRetention);
  checkRole(scope, props);
  if (props.runtime) {
    checkRuntime(scope, props.runtime);
  }
}

function checkTexts(scope: IConstruct, props: FunctionProps): void {
  checkPattern(scope, "functionName", props.functionName, {
    pattern: /^[A-Za-z0-9_-]{1,64}$/,
    allowed: "letters, digits, hyphens and underscores, 1 to 64 characters",
    fix: "Choose another name, or leave it out to get a unique one.",
  });
  checkLength(scope, "description", props.description, { max: 256 });
  checkPattern(scope, "handler", props.handler, {
    pattern: /^\S{1,128}$/,
    allowed: "1 to 128 characters without spaces",
    fix: "Use the form of the runtime, e.g. index.handler.",
  });
  checkPattern(scope, "kmsKeyArn", props.kmsKeyArn, {
    pattern: /^arn:[^:]+:kms:[^:]+:\d{12}:key\/.+$/,
    allowed: "the ARN of a KMS key",
    fix: "Use the ARN of the key, because an IAM policy can't refer to an alias.",
  });
  checkPattern(scope, "deadLetterTargetArn", props.deadLetterTargetArn, {
    pattern: /^arn:[^:]+:(sqs|sns):[^:]+:\d{12}:.+$/,
    allowed: "the ARN of an SQS queue or an SNS topic",
    fix: "Use a queue or a topic: Lambda delivers dead letters only to these.",
  });
}

function checkLists(scope: IConstruct, props: FunctionProps): void {
  const { vpc } = props;
  const layers = layersOf(scope, props);
  checkCount(scope, "layers", layers, { min: 0, max: 5, of: "layers" });
  layers?.forEach((layer) => {
    checkLayer(scope, layer);
  });
  checkCount(scope, "vpc.subnetIds", vpc?.subnetIds, { min: 1, max: 16, of: "subnets" });
  checkCount(scope, "vpc.securityGroupIds", vpc?.securityGroupIds, {
    min: 1,
    max: 5,
    of: "security groups",
  });
}

function checkLayer(scope: IConstruct, layer: string): void {
  checkPattern(scope, "layer", layer, {
    pattern: /^arn:[^:]+:lambda:[^:]+:\d{12}:layer:[\w-]+:\d+$/,
    allowed: "the ARN of a layer version",
    fix: "Write it with the number of its version, e.g. arn:aws:lambda:us-east-1:123456789012:layer:shared:1.",
  });
  checkArnRegion(scope, "layer", layer);
}

function checkRole(scope: IConstruct, { role, managedPolicies }: FunctionProps): void {
  managedPolicies?.forEach((policy) => {
    checkPattern(scope, "managed policy", policy, {
      pattern: /^arn:[^:]+:iam::(aws|\d{12}):policy\/.+$/,
      allowed: "the ARN of a managed policy",
      fix: "Write it like arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess.",
    });
  });
  if (role === undefined || managedPolicies === undefined) {
    return;
  }
  refuse(scope, {
    what: "managedPolicies",
    value: managedPolicies,
    allowed: "no managedPolicies if role is set",
    fix: "Attach the policies where you create the role, or leave out role.",
  });
}
