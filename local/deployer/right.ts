import type { Block } from "../terraform/read/read-stack";

/** Actions on resources that whoever deploys must be allowed. */
export interface Right {
  readonly actions: readonly string[];
  /** ARNs; `*` in one is what isn't known before the deployment. */
  readonly resources: readonly string[];
  readonly condition?: Condition;
}

/** Operators with the keys and values that they compare, as in a policy document. */
export type Condition = Readonly<Record<string, Readonly<Record<string, string | string[]>>>>;

/** A resource that Terraform deploys, as far as its rights depend on it. */
export interface DeployedResource {
  readonly block: Block;
  /** `aws`, `aws-cn` or `aws-us-gov`. */
  readonly partition: string;
  /** `*` where it is known only at apply. */
  readonly region: string;
  /**
   * The name of what a value refers to, e.g. of a role for `${aws_iam_role.x.arn}`; of other text,
   * the text up to what isn't known.
   */
  readonly nameIn: (value: unknown) => string;
}

export type RightsOf = (resource: DeployedResource) => readonly Right[];

/** An ARN in whatever account deploys. */
export function arn(
  { partition, region }: Pick<DeployedResource, "partition" | "region">,
  service: string,
  rest: string,
): string {
  return `arn:${partition}:${service}:${region}:*:${rest}`;
}

/** ARN of a role: of the one that a value names, or the ARN that it is. */
export function roleArn({ partition, nameIn }: DeployedResource, role: unknown): string {
  const name = nameIn(role);
  return name.startsWith("arn:") ? name : `arn:${partition}:iam::*:role/${name}`;
}

/** A service that takes a role acts with the role's rights: so giving it one is a right of its own. */
export function passRole(role: string, services: readonly string[]): Right {
  return {
    actions: ["iam:PassRole"],
    resources: [role],
    condition: { StringEquals: { "iam:PassedToService": [...services] } },
  };
}
