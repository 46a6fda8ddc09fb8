import type { DeployedResource, RightsOf } from "./right";
import { arn, passRole, roleArn } from "./right";

/** @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_awscodedeploy.html */
export const codedeployRights: Readonly<Record<string, RightsOf>> = {
  aws_codedeploy_app: (resource) => [
    {
      actions: [
        "codedeploy:CreateApplication",
        "codedeploy:DeleteApplication",
        "codedeploy:GetApplication",
        "codedeploy:ListTagsForResource",
        "codedeploy:TagResource",
        "codedeploy:UntagResource",
        "codedeploy:UpdateApplication",
      ],
      resources: [
        arn(resource, "codedeploy", `application:${resource.nameIn(resource.block["name"])}`),
      ],
    },
  ],
  aws_codedeploy_deployment_group: (resource) => [
    {
      actions: [
        "codedeploy:CreateDeploymentGroup",
        "codedeploy:DeleteDeploymentGroup",
        "codedeploy:GetDeploymentGroup",
        "codedeploy:ListTagsForResource",
        "codedeploy:TagResource",
        "codedeploy:UntagResource",
        "codedeploy:UpdateDeploymentGroup",
      ],
      resources: [groupArn(resource)],
    },
    passRole(roleArn(resource, resource.block["service_role_arn"]), ["codedeploy.amazonaws.com"]),
  ],
};

function groupArn(resource: DeployedResource): string {
  const { block, nameIn } = resource;
  const group = `${nameIn(block["app_name"])}/${nameIn(block["deployment_group_name"])}`;
  return arn(resource, "codedeploy", `deploymentgroup:${group}`);
}
