import type { DeployedResource, Right, RightsOf } from "./right";
import { arn } from "./right";

/** @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudwatch.html */
export const cloudwatchRights: Readonly<Record<string, RightsOf>> = {
  aws_cloudwatch_metric_alarm: (resource) => [
    {
      actions: [
        "cloudwatch:DeleteAlarms",
        "cloudwatch:DescribeAlarms",
        "cloudwatch:ListTagsForResource",
        "cloudwatch:PutMetricAlarm",
        "cloudwatch:TagResource",
        "cloudwatch:UntagResource",
      ],
      resources: [arn(resource, "cloudwatch", `alarm:${named(resource, "alarm_name")}`)],
    },
  ],
  // Dashboards have no region.
  aws_cloudwatch_dashboard: (resource) => [
    {
      actions: [
        "cloudwatch:DeleteDashboards",
        "cloudwatch:GetDashboard",
        "cloudwatch:PutDashboard",
      ],
      resources: [
        arn(
          { ...resource, region: "" },
          "cloudwatch",
          `dashboard/${named(resource, "dashboard_name")}`,
        ),
      ],
    },
  ],
  aws_cloudwatch_log_metric_filter: (resource) => [
    {
      actions: ["logs:DeleteMetricFilter", "logs:DescribeMetricFilters", "logs:PutMetricFilter"],
      resources: [
        arn(resource, "logs", `log-group:${named(resource, "log_group_name")}*`.replace("**", "*")),
      ],
    },
  ],
  // Saved queries have no ARN.
  aws_cloudwatch_query_definition: () => [
    {
      actions: [
        "logs:DeleteQueryDefinition",
        "logs:DescribeQueryDefinitions",
        "logs:PutQueryDefinition",
      ],
      resources: ["*"],
    },
  ],
  /** @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsx-ray.html */
  aws_xray_group: (resource) => [
    {
      actions: [
        "xray:CreateGroup",
        "xray:DeleteGroup",
        "xray:GetGroup",
        "xray:ListTagsForResource",
        "xray:TagResource",
        "xray:UntagResource",
        "xray:UpdateGroup",
      ],
      resources: [arn(resource, "xray", `group/${named(resource, "group_name")}/*`)],
    },
  ],
  /** @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsns.html */
  aws_sns_topic: (resource): Right[] => [
    {
      actions: [
        "sns:CreateTopic",
        "sns:DeleteTopic",
        "sns:GetTopicAttributes",
        "sns:ListTagsForResource",
        "sns:SetTopicAttributes",
        "sns:TagResource",
        "sns:UntagResource",
      ],
      resources: [arn(resource, "sns", named(resource, "name"))],
    },
  ],
};

const named = ({ block, nameIn }: DeployedResource, attribute: string) => nameIn(block[attribute]);
