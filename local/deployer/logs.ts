import type { Right, RightsOf } from "./right";
import { arn } from "./right";

/** @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudwatchlogs.html */
export const logsRights: Readonly<Record<string, RightsOf>> = {
  aws_cloudwatch_log_group: (resource) => {
    const { block, nameIn } = resource;
    // Some actions need the ARN of the group, others the ARN followed by ":*".
    const group = arn(resource, "logs", `log-group:${nameIn(block["name"])}*`.replace("**", "*"));
    const key: Right = {
      actions: ["logs:AssociateKmsKey", "logs:DisassociateKmsKey"],
      resources: [group],
    };
    return [
      {
        actions: [
          "logs:CreateLogGroup",
          "logs:DeleteLogGroup",
          "logs:DeleteRetentionPolicy",
          "logs:ListTagsForResource",
          "logs:PutRetentionPolicy",
          "logs:TagResource",
          "logs:UntagResource",
        ],
        resources: [group],
      },
      // This action lists groups, and has no resource-level permissions.
      { actions: ["logs:DescribeLogGroups"], resources: ["*"] },
      ...(block["kms_key_id"] == null ? [] : [key]),
    ];
  },
};
