import { policyOf, stackRights } from "../../../local/deployer";
import { named, stackOf } from "./support";

test.each([
  [{ aws_s3_bucket: named({ bucket: "in" }) }, "s3:CreateBucket", "arn:aws:s3:::in"],
  [{ aws_s3_bucket: named({ bucket_prefix: "in-" }) }, "s3:CreateBucket", "arn:aws:s3:::in-*"],
  [{ aws_s3_bucket: named({}) }, "s3:CreateBucket", "arn:aws:s3:::terraform-*"],
  [
    { aws_s3_bucket: named({ bucket: "in", force_destroy: true }) },
    "s3:DeleteObjectVersion",
    "arn:aws:s3:::in/*",
  ],
  [
    {
      aws_s3_bucket: named({ bucket: "in" }),
      aws_s3_bucket_public_access_block: named({ bucket: "${aws_s3_bucket.it.id}" }),
    },
    "s3:PutBucketPublicAccessBlock",
    "arn:aws:s3:::in",
  ],
  [
    { aws_kinesis_stream: named({ name: "log" }) },
    "kinesis:CreateStream",
    "arn:aws:kinesis:eu-west-1:*:stream/log",
  ],
  [
    { aws_secretsmanager_secret: named({ name_prefix: "db-" }) },
    "secretsmanager:CreateSecret",
    "arn:aws:secretsmanager:eu-west-1:*:secret:db-*",
  ],
  [
    { aws_ssm_parameter: named({ name: "/shop/limit" }) },
    "ssm:PutParameter",
    "arn:aws:ssm:eu-west-1:*:parameter/shop/limit",
  ],
  [
    { aws_ssm_parameter: named({ name: "limit", key_id: "alias/shop" }) },
    "kms:Encrypt",
    "arn:aws:kms:eu-west-1:*:key/*",
  ],
  [
    { aws_sfn_state_machine: named({ name: "pay", role_arn: "arn:aws:iam::1:role/r" }) },
    "iam:PassRole",
    "arn:aws:iam::1:role/r",
  ],
  [
    { aws_cloudwatch_event_bus: named({ name: "shop" }) },
    "events:CreateEventBus",
    "arn:aws:events:eu-west-1:*:event-bus/shop",
  ],
  [
    { aws_cognito_user_pool_client: named({}) },
    "cognito-idp:CreateUserPoolClient",
    "arn:aws:cognito-idp:eu-west-1:*:userpool/*",
  ],
  [{ aws_kms_key: named({}) }, "kms:ScheduleKeyDeletion", "arn:aws:kms:eu-west-1:*:key/*"],
] as const)("%j needs %s on %s", (resources, action, arn) => {
  const { Statement } = policyOf([stackRights(stackOf(resources))]);

  const allowed = Statement.filter(({ Action }) => Action.includes(action));
  expect(allowed.flatMap(({ Resource }) => Resource)).toEqual([arn]);
});
