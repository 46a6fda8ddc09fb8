import type { Block } from "../terraform/read/block";

/** Actions on resources that a deployment needs. */
export interface Right {
  readonly actions: readonly string[];
  /** ARNs; `*` replaces the parts that are unknown before the deployment. */
  readonly resources: readonly string[];
  readonly condition?: Condition;
}

/** Operators with their keys and values, as in a policy document. */
export type Condition = Readonly<Record<string, Readonly<Record<string, string | string[]>>>>;

/** A resource to deploy, with what its rights depend on. */
export interface DeployedResource {
  readonly block: Block;
  /** `aws`, `aws-cn` or `aws-us-gov`. */
  readonly partition: string;
  /** `*` if only an apply knows it. */
  readonly region: string;
  /**
   * The name of the resource that a value refers to, such as the role's for `${aws_iam_role.x.arn}`.
   * For other strings, the string up to its first unknown part, followed by `*`.
   */
  readonly nameIn: (value: unknown) => string;
}

export type RightsOf = (resource: DeployedResource) => readonly Right[];

/** An ARN in any account. */
export function arn(
  { partition, region }: Pick<DeployedResource, "partition" | "region">,
  service: string,
  rest: string,
): string {
  return `arn:${partition}:${service}:${region}:*:${rest}`;
}

/**
 * The name of a resource from the argument that gives it. Without a name, Terraform appends a suffix to
 * the prefix, or to one of its own.
 */
export function newName({ block, nameIn }: DeployedResource, argument: "bucket" | "name"): string {
  return block[argument] == null
    ? `${nameIn(block[`${argument}_prefix`] ?? "terraform-")}*`.replace("**", "*")
    : nameIn(block[argument]);
}

/** ARN of a role, from a reference to it or from its ARN. */
export function roleArn({ partition, nameIn }: DeployedResource, role: unknown): string {
  const name = nameIn(role);
  return name.startsWith("arn:") ? name : `arn:${partition}:iam::*:role/${name}`;
}

/** Passing a role to a service is a separate right, because the service acts with the role's rights. */
export function passRole(role: string, services: readonly string[]): Right {
  return {
    actions: ["iam:PassRole"],
    resources: [role],
    condition: { StringEquals: { "iam:PassedToService": [...services] } },
  };
}
