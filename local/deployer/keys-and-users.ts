import type { DeployedResource, Right, RightsOf } from "./right";
import { arn, passRole, roleArn } from "./right";

const POOL_ACTIONS = [
  "cognito-idp:AddCustomAttributes",
  "cognito-idp:DeleteUserPool",
  "cognito-idp:DescribeUserPool",
  "cognito-idp:GetUserPoolMfaConfig",
  "cognito-idp:ListTagsForResource",
  "cognito-idp:SetUserPoolMfaConfig",
  "cognito-idp:TagResource",
  "cognito-idp:UntagResource",
  "cognito-idp:UpdateUserPool",
];

/** KMS keys and Cognito user pools: AWS chooses their IDs, so no right names one of them. */
export const keyAndUserRights: Readonly<Record<string, RightsOf>> = {
  /** @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncognitouserpools.html */
  aws_cognito_user_pool: (resource) => [
    // This action has no resource-level permissions.
    { actions: ["cognito-idp:CreateUserPool"], resources: ["*"] },
    { actions: POOL_ACTIONS, resources: [poolArn(resource)] },
    ...smsRole(resource),
  ],
  aws_cognito_user_pool_client: (resource) => [
    {
      actions: [
        "cognito-idp:CreateUserPoolClient",
        "cognito-idp:DeleteUserPoolClient",
        "cognito-idp:DescribeUserPoolClient",
        "cognito-idp:UpdateUserPoolClient",
      ],
      resources: [poolArn(resource)],
    },
  ],
  /** @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_awskeymanagementservice.html */
  aws_kms_key: (resource) => [
    // This action has no resource-level permissions.
    { actions: ["kms:CreateKey"], resources: ["*"] },
    {
      actions: [
        "kms:DescribeKey",
        "kms:DisableKey",
        "kms:DisableKeyRotation",
        "kms:EnableKey",
        "kms:EnableKeyRotation",
        "kms:GetKeyPolicy",
        "kms:GetKeyRotationStatus",
        "kms:ListResourceTags",
        "kms:PutKeyPolicy",
        "kms:ScheduleKeyDeletion",
        "kms:TagResource",
        "kms:UntagResource",
        "kms:UpdateKeyDescription",
      ],
      resources: [arn(resource, "kms", "key/*")],
    },
  ],
};

function poolArn(resource: DeployedResource): string {
  return arn(resource, "cognito-idp", "userpool/*");
}

/** Cognito sends text messages with a role of its own. */
function smsRole(resource: DeployedResource): Right[] {
  const [sms] = [resource.block["sms_configuration"] ?? []].flat() as {
    sns_caller_arn?: unknown;
  }[];
  return sms
    ? [passRole(roleArn(resource, sms.sns_caller_arn), ["cognito-idp.amazonaws.com"])]
    : [];
}
