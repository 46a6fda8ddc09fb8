import type { Block } from "../terraform/read/block";
import { functionArn } from "./lambda";
import type { DeployedResource, RightsOf } from "./right";
import { arn, passRole, roleArn } from "./right";

/** What invokes functions without a request. */
export const eventSourceRights: Readonly<Record<string, RightsOf>> = {
  // A new mapping has no ARN yet.
  aws_lambda_event_source_mapping: (resource) => [
    {
      actions: ["lambda:CreateEventSourceMapping"],
      resources: ["*"],
      condition: {
        ArnLike: { "lambda:FunctionArn": functionArn(resource, resource.block["function_name"]) },
      },
    },
    {
      actions: [
        "lambda:DeleteEventSourceMapping",
        "lambda:GetEventSourceMapping",
        "lambda:ListTags",
        "lambda:TagResource",
        "lambda:UntagResource",
        "lambda:UpdateEventSourceMapping",
      ],
      resources: [arn(resource, "lambda", "event-source-mapping:*")],
    },
  ],
  // S3, SNS and EventBridge know functions by their ARN, and check no right on them.
  aws_sns_topic_subscription: (resource) => [
    {
      actions: ["sns:ListSubscriptionsByTopic", "sns:Subscribe"],
      resources: [topicArn(resource)],
    },
    // These three have no resource-level permissions.
    {
      actions: [
        "sns:GetSubscriptionAttributes",
        "sns:SetSubscriptionAttributes",
        "sns:Unsubscribe",
      ],
      resources: ["*"],
    },
  ],
  aws_cloudwatch_event_rule: (resource) => [
    {
      actions: [
        "events:DeleteRule",
        "events:DescribeRule",
        "events:DisableRule",
        "events:EnableRule",
        "events:ListTagsForResource",
        "events:PutRule",
        "events:TagResource",
        "events:UntagResource",
      ],
      resources: [ruleArn(resource, resource.block["name"])],
    },
  ],
  aws_cloudwatch_event_target: (resource) => [
    {
      actions: ["events:ListTargetsByRule", "events:PutTargets", "events:RemoveTargets"],
      resources: [ruleArn(resource, resource.block["rule"])],
    },
  ],
  aws_scheduler_schedule: (resource) => [
    {
      actions: [
        "scheduler:CreateSchedule",
        "scheduler:DeleteSchedule",
        "scheduler:GetSchedule",
        "scheduler:UpdateSchedule",
      ],
      resources: [scheduleArn(resource)],
    },
    ...targetsOf(resource).map(({ role_arn: role }) =>
      passRole(roleArn(resource, role), ["scheduler.amazonaws.com"]),
    ),
  ],
};

function topicArn(resource: DeployedResource): string {
  const topic = resource.nameIn(resource.block["topic_arn"]);
  return topic.startsWith("arn:") ? topic : arn(resource, "sns", topic);
}

function targetsOf({ block }: DeployedResource): Block[] {
  return [block["target"] ?? []].flat() as Block[];
}

/** @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoneventbridgescheduler.html */
function scheduleArn(resource: DeployedResource): string {
  const { block, nameIn } = resource;
  const group = nameIn(block["group_name"] ?? "default");
  return arn(resource, "scheduler", `schedule/${group}/${nameIn(block["name"])}`);
}

/** @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoneventbridge.html */
function ruleArn(resource: DeployedResource, rule: unknown): string {
  const { block, nameIn } = resource;
  const bus = block["event_bus_name"] == null ? "" : `${nameIn(block["event_bus_name"])}/`;
  return arn(resource, "events", `rule/${bus.replace(/^.*event-bus\//, "")}${nameIn(rule)}`);
}
