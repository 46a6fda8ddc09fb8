import type { DeployedResource, Right, RightsOf } from "./right";
import { arn } from "./right";

const SERVICE = "lambda.application-autoscaling.amazonaws.com";

/**
 * Provisioned concurrency that follows the use of an alias. Application Auto Scaling assigns the ids
 * of its targets, and doesn't support resource-level permissions for all of its actions.
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_applicationautoscaling.html
 */
export const autoscalingRights: Readonly<Record<string, RightsOf>> = {
  aws_appautoscaling_target: (resource) => [
    onTargets(resource, [
      "DeregisterScalableTarget",
      "ListTagsForResource",
      "RegisterScalableTarget",
      "TagResource",
      "UntagResource",
    ]),
    { actions: ["application-autoscaling:DescribeScalableTargets"], resources: ["*"] },
    // Application Auto Scaling checks that the caller may change what it scales.
    {
      actions: [
        "lambda:DeleteProvisionedConcurrencyConfig",
        "lambda:GetProvisionedConcurrencyConfig",
        "lambda:PutProvisionedConcurrencyConfig",
      ],
      resources: [arn(resource, "lambda", resource.nameIn(resource.block["resource_id"]))],
    },
    serviceLinkedRole(resource),
  ],
  aws_appautoscaling_policy: (resource) => [
    onTargets(resource, ["DeleteScalingPolicy", "PutScalingPolicy"]),
    { actions: ["application-autoscaling:DescribeScalingPolicies"], resources: ["*"] },
  ],
};

function onTargets(resource: DeployedResource, names: readonly string[]): Right {
  return {
    actions: names.map((name) => `application-autoscaling:${name}`),
    resources: [arn(resource, "application-autoscaling", "scalable-target/*")],
  };
}

/** The first target of an account creates this role. */
function serviceLinkedRole({ partition }: DeployedResource): Right {
  const role = `role/aws-service-role/${SERVICE}/AWSServiceRoleForApplicationAutoScaling_LambdaConcurrency`;
  return {
    actions: ["iam:CreateServiceLinkedRole"],
    resources: [`arn:${partition}:iam::*:${role}`],
    condition: { StringEquals: { "iam:AWSServiceName": SERVICE } },
  };
}
