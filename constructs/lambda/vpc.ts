import { DataAwsSubnet } from "@cdktf/provider-aws/lib/data-aws-subnet";
import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { Fn, Token } from "cdktf";
import type { Construct } from "constructs";
import { isListToken } from "../core/list-token";
import { physicalName } from "../core/physical-name";
import type { VpcProps } from "./function-props";

/** Terraform appends 26 characters, and takes 100. */
const MAX_PREFIX_LENGTH = 100;

/** The attributes of a function's VPC. */
export function networkAttributes(scope: Construct, vpc: VpcProps | undefined) {
  if (vpc === undefined) {
    return {};
  }
  const { subnetIds, securityGroupIds, replaceSecurityGroupsOnDestroy } = vpc;
  if (securityGroupIds !== undefined) {
    return { vpcConfig: { subnetIds, securityGroupIds }, replaceSecurityGroupsOnDestroy };
  }
  return {
    vpcConfig: { subnetIds, securityGroupIds: [securityGroup(scope, subnetIds).id] },
    // Otherwise destroying the group waits for the function's network interfaces.
    replaceSecurityGroupsOnDestroy: replaceSecurityGroupsOnDestroy ?? true,
  };
}

/** A group by which the function reaches everything, and nothing reaches the function. */
function securityGroup(scope: Construct, subnetIds: readonly string[]): SecurityGroup {
  const [first] = subnetIds;
  const id = isListToken(subnetIds) ? Token.asString(Fn.element(subnetIds, 0)) : first;
  const { vpcId } = new DataAwsSubnet(scope, "Subnet", { id });
  return new SecurityGroup(scope, "SecurityGroup", {
    // Subnets of another VPC replace the group, while network interfaces still use the old one.
    namePrefix: `${physicalName(scope, MAX_PREFIX_LENGTH - 1)}-`,
    lifecycle: { createBeforeDestroy: true },
    description: "The network interfaces of a Lambda function",
    vpcId,
    egress: [
      {
        protocol: "-1",
        fromPort: 0,
        toPort: 0,
        cidrBlocks: ["0.0.0.0/0"],
        ipv6CidrBlocks: ["::/0"],
      },
    ],
  });
}
