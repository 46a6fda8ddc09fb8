import type { RightsOf } from "./right";
import { arn } from "./right";

/**
 * Security groups of functions. EC2 assigns their ids, and its Describe actions have no resource-level
 * permissions.
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonec2.html
 */
export const networkRights: Readonly<Record<string, RightsOf>> = {
  aws_security_group: (resource) => [
    {
      actions: [
        "ec2:AuthorizeSecurityGroupEgress",
        "ec2:CreateTags",
        "ec2:DeleteSecurityGroup",
        "ec2:DeleteTags",
        "ec2:RevokeSecurityGroupEgress",
      ],
      resources: [arn(resource, "ec2", "security-group/*")],
    },
    {
      actions: ["ec2:CreateSecurityGroup"],
      resources: [arn(resource, "ec2", "security-group/*"), arn(resource, "ec2", "vpc/*")],
    },
    {
      actions: ["ec2:DescribeNetworkInterfaces", "ec2:DescribeSecurityGroups"],
      resources: ["*"],
    },
  ],
  "data.aws_subnet": () => [{ actions: ["ec2:DescribeSubnets"], resources: ["*"] }],
};
