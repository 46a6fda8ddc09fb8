import type { DeployedResource, Right, RightsOf } from "./right";
import { arn } from "./right";

/** @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazondynamodb.html */
export const dynamodbRights: Readonly<Record<string, RightsOf>> = {
  aws_dynamodb_table: (resource) => [
    {
      actions: [
        "dynamodb:CreateTable",
        "dynamodb:DeleteTable",
        "dynamodb:DescribeContinuousBackups",
        "dynamodb:DescribeTable",
        "dynamodb:DescribeTimeToLive",
        "dynamodb:ListTagsOfResource",
        "dynamodb:TagResource",
        "dynamodb:UntagResource",
        "dynamodb:UpdateContinuousBackups",
        "dynamodb:UpdateTable",
        "dynamodb:UpdateTimeToLive",
      ],
      resources: [arn(resource, "dynamodb", `table/${resource.nameIn(resource.block["name"])}`)],
    },
    ...encryption(resource),
  ],
};

/**
 * For the key that AWS manages for DynamoDB, Terraform only looks up its ARN, which contains an ID
 * that AWS assigns.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.usagenotes.html
 */
function encryption(resource: DeployedResource): Right[] {
  const [block] = [resource.block["server_side_encryption"] ?? []].flat();
  if (block === undefined) {
    return [];
  }
  const own = (block as { readonly kms_key_arn?: unknown }).kms_key_arn;
  return own === undefined
    ? [{ actions: ["kms:DescribeKey"], resources: [arn(resource, "kms", "key/*")] }]
    : [{ actions: KEY_ACTIONS, resources: [resource.nameIn(own)] }];
}

const KEY_ACTIONS = [
  "kms:CreateGrant",
  "kms:Decrypt",
  "kms:DescribeKey",
  "kms:Encrypt",
  "kms:GenerateDataKey",
  "kms:ReEncryptFrom",
  "kms:ReEncryptTo",
];
