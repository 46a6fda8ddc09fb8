import type { ITerraformDependable } from "cdktf";
import type { IConstruct } from "constructs";
import { accountId, partition, region } from "../core/aws-facts";
import { checkPattern } from "../core/checks";
import type { Kinds } from "../core/props";
import { checkProps, listOf, object, required, string } from "../core/props";
import { refuse } from "../core/refusal";
import type { PolicyStatement } from "./policy-statement";

/**
 * An EFS file system that a function mounts. The role that the construct creates may read and write
 * through the access point.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-filesystem.html
 */
export interface FileSystemConfig {
  /** ARN of the EFS access point, e.g. `accessPoint.arn`. */
  readonly accessPointArn: string;
  /** Where the function finds the files: `/mnt/` with a name. */
  readonly localMountPath: string;
  /**
   * The mount targets in the subnets of the function, which are then created before it. AWS refuses a
   * function whose file system can't be mounted yet.
   * @default they exist already
   */
  readonly mountTargets?: readonly ITerraformDependable[];
}

const KINDS: Kinds<FileSystemConfig> = {
  accessPointArn: required(string),
  localMountPath: required(string),
  mountTargets: listOf(object),
};

/** @throws if AWS would refuse the file system, or the function has no VPC to reach it */
export function checkFileSystem(
  scope: IConstruct,
  { filesystem, vpc }: { readonly filesystem?: FileSystemConfig; readonly vpc?: object },
): void {
  if (filesystem === undefined) {
    return;
  }
  checkProps(scope, filesystem, KINDS, (prop) => `filesystem.${prop}`);
  checkPattern(scope, "filesystem.accessPointArn", filesystem.accessPointArn, {
    pattern: /^arn:[^:]+:elasticfilesystem:[^:]+:\d{12}:access-point\/fsap-[0-9a-f]+$/,
    allowed: "the ARN of an EFS access point",
    fix: "Pass the arn of an EfsAccessPoint.",
  });
  checkPattern(scope, "filesystem.localMountPath", filesystem.localMountPath, {
    pattern: /^\/mnt\/[\w.-]+$/,
    allowed: "/mnt/ with letters, digits, dots, hyphens and underscores, up to 160 characters",
    fix: 'Choose a path such as "/mnt/files".',
  });
  if (vpc === undefined) {
    refuse(scope, {
      what: "filesystem",
      value: filesystem.accessPointArn,
      allowed: "only with vpc",
      fix: "Run the function in subnets that have mount targets of the file system.",
    });
  }
}

/** The permissions are for file systems; the condition names the access point. */
export function fileSystemStatement(
  scope: IConstruct,
  { accessPointArn }: FileSystemConfig,
): PolicyStatement {
  const all = `${region(scope)}:${accountId(scope)}:file-system/*`;
  return {
    actions: ["elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite"],
    resources: [`arn:${partition(scope)}:elasticfilesystem:${all}`],
    conditions: { StringEquals: { "elasticfilesystem:AccessPointArn": accessPointArn } },
  };
}
