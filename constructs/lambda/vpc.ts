import { DataAwsSubnet } from "@cdktf/provider-aws/lib/data-aws-subnet";
import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import type { Construct } from "constructs";
import { physicalName } from "../core/physical-name";
import type { VpcProps } from "./function-props";

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
function securityGroup(scope: Construct, [subnetId = ""]: readonly string[]): SecurityGroup {
  const { vpcId } = new DataAwsSubnet(scope, "Subnet", { id: subnetId });
  return new SecurityGroup(scope, "SecurityGroup", {
    name: physicalName(scope, 255),
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
