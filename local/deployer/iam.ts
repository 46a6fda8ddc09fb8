import type { DeployedResource, Right, RightsOf } from "./right";
import { passRole, roleArn } from "./right";

/** @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagementiam.html */
export const iamRights: Readonly<Record<string, RightsOf>> = {
  aws_iam_role: (resource) => {
    const role = resource.block["name"];
    const services = trustedServices(resource.block["assume_role_policy"]);
    return [
      onRole(resource, role, [
        "CreateRole",
        "DeleteRole",
        "GetRole",
        "ListAttachedRolePolicies",
        "ListInstanceProfilesForRole",
        "ListRolePolicies",
        "TagRole",
        "UntagRole",
        "UpdateAssumeRolePolicy",
        "UpdateRole",
        "UpdateRoleDescription",
      ]),
      ...(services.length === 0 ? [] : [passRole(roleArn(resource, role), services)]),
    ];
  },
  aws_iam_role_policy: (resource) => [
    onRole(resource, resource.block["role"], [
      "DeleteRolePolicy",
      "GetRolePolicy",
      "PutRolePolicy",
    ]),
  ],
  aws_iam_role_policy_attachment: (resource) => [
    onRole(resource, resource.block["role"], [
      "AttachRolePolicy",
      "DetachRolePolicy",
      "ListAttachedRolePolicies",
    ]),
  ],
};

function onRole(resource: DeployedResource, role: unknown, actions: readonly string[]): Right {
  return {
    actions: actions.map((action) => `iam:${action}`),
    resources: [roleArn(resource, role)],
  };
}

/** The services that may assume a role, and that it is passed to. */
function trustedServices(policy: unknown): string[] {
  if (typeof policy !== "string") {
    return [];
  }
  const services = /"Service":\s*(?:"([^"]+)"|\[([^\]]+)\])/g;
  return [...policy.matchAll(services)]
    .flatMap(
      ([, one, many = ""]) => one ?? [...many.matchAll(/"([^"]+)"/g)].map(([, name]) => name),
    )
    .filter((name): name is string => name !== undefined);
}
