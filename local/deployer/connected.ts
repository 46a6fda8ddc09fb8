import type { DeployedResource, Right, RightsOf } from "./right";
import { arn, newName, passRole, roleArn } from "./right";

/** What functions use, and what sends them events, beside queues, topics, tables and buckets. */
export const connectedRights: Readonly<Record<string, RightsOf>> = {
  /** @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonkinesis.html */
  aws_kinesis_stream: (resource) => [
    {
      actions: [
        "kinesis:AddTagsToStream",
        "kinesis:CreateStream",
        "kinesis:DecreaseStreamRetentionPeriod",
        "kinesis:DeleteStream",
        "kinesis:DescribeStreamSummary",
        "kinesis:DisableEnhancedMonitoring",
        "kinesis:EnableEnhancedMonitoring",
        "kinesis:IncreaseStreamRetentionPeriod",
        "kinesis:ListTagsForResource",
        "kinesis:ListTagsForStream",
        "kinesis:RemoveTagsFromStream",
        "kinesis:StartStreamEncryption",
        "kinesis:StopStreamEncryption",
        "kinesis:TagResource",
        "kinesis:UntagResource",
        "kinesis:UpdateShardCount",
        "kinesis:UpdateStreamMode",
      ],
      resources: [arn(resource, "kinesis", `stream/${newName(resource, "name")}`)],
    },
    // The account's limits have no resource-level permissions.
    { actions: ["kinesis:DescribeLimits"], resources: ["*"] },
  ],
  /** @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssecretsmanager.html */
  aws_secretsmanager_secret: (resource) => [
    {
      actions: [
        "secretsmanager:CreateSecret",
        "secretsmanager:DeleteResourcePolicy",
        "secretsmanager:DeleteSecret",
        "secretsmanager:DescribeSecret",
        "secretsmanager:GetResourcePolicy",
        "secretsmanager:PutResourcePolicy",
        "secretsmanager:TagResource",
        "secretsmanager:UntagResource",
        "secretsmanager:UpdateSecret",
      ],
      // AWS appends a hyphen and six characters to the name.
      resources: [
        arn(resource, "secretsmanager", `secret:${newName(resource, "name")}*`.replace("**", "*")),
      ],
    },
  ],
  /** @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssystemsmanager.html */
  aws_ssm_parameter: (resource) => [
    {
      actions: [
        "ssm:AddTagsToResource",
        "ssm:DeleteParameter",
        "ssm:GetParameter",
        "ssm:ListTagsForResource",
        "ssm:PutParameter",
        "ssm:RemoveTagsFromResource",
      ],
      resources: [
        arn(resource, "ssm", `parameter/${newName(resource, "name").replace(/^\//, "")}`),
      ],
    },
    // This action lists parameters, and has no resource-level permissions.
    { actions: ["ssm:DescribeParameters"], resources: ["*"] },
    ...parameterKey(resource),
  ],
  /** @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsstepfunctions.html */
  aws_sfn_state_machine: (resource) => [
    {
      actions: [
        "states:CreateStateMachine",
        "states:DeleteStateMachine",
        "states:DescribeStateMachine",
        "states:ListStateMachineVersions",
        "states:ListTagsForResource",
        "states:PublishStateMachineVersion",
        "states:TagResource",
        "states:UntagResource",
        "states:UpdateStateMachine",
      ],
      resources: [arn(resource, "states", `stateMachine:${newName(resource, "name")}`)],
    },
    // The provider validates each definition in a plan; this action has no resource-level permissions.
    { actions: ["states:ValidateStateMachineDefinition"], resources: ["*"] },
    passRole(roleArn(resource, resource.block["role_arn"]), ["states.amazonaws.com"]),
  ],
  /** @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoneventbridge.html */
  aws_cloudwatch_event_bus: (resource) => [
    {
      actions: [
        "events:CreateEventBus",
        "events:DeleteEventBus",
        "events:DescribeEventBus",
        "events:ListTagsForResource",
        "events:TagResource",
        "events:UntagResource",
        "events:UpdateEventBus",
      ],
      resources: [arn(resource, "events", `event-bus/${newName(resource, "name")}`)],
    },
  ],
};

/** For a SecureString with a key of one's own, SSM encrypts and decrypts with the caller's rights. */
function parameterKey(resource: DeployedResource): Right[] {
  const { key_id: key } = resource.block;
  if (key == null) {
    return [];
  }
  const name = resource.nameIn(key);
  const known = /:key\//.test(name) ? name : arn(resource, "kms", "key/*");
  return [{ actions: ["kms:Decrypt", "kms:Encrypt"], resources: [known] }];
}
