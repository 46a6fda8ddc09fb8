import { checkPermission } from "../../../local/event-sources/permission";
import { plainStack } from "../lambda/support/plain-stack";

const ACCOUNT = "123456789012";
const WORKER = `arn:aws:lambda:eu-west-1:${ACCOUNT}:function:worker`;
const INVOKE = { action: "lambda:InvokeFunction", function_name: "worker" };
const S3 = { ...INVOKE, principal: "s3.amazonaws.com" };

/** Why S3 may not invoke the worker for the bucket `files`, with this permission. */
function denial(permission: Readonly<Record<string, string>>): string | undefined {
  const stack = plainStack("", { "aws_lambda_permission.s3": permission });
  const address = "aws_s3_bucket_notification.files";
  try {
    const sourceArn = "arn:aws:s3:::files";
    checkPermission(stack, WORKER, { address, principal: "s3.amazonaws.com", sourceArn });
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

test.each([
  ["names the bucket", { ...S3, source_arn: "arn:aws:s3:::files" }],
  ["names the account of the bucket", { ...S3, source_account: ACCOUNT }],
  ["names no source", S3],
  ["allows all actions", { ...S3, action: "lambda:*" }],
  ["allows everyone", { ...INVOKE, principal: "*" }],
])("a service may invoke a function whose permission %s", (_, permission) => {
  expect(denial(permission)).toBeUndefined();
});

test.each([
  ["names another bucket", { ...S3, source_arn: "arn:aws:s3:::other" }],
  ["names another account", { ...S3, source_account: "999999999999" }],
  ["allows another action", { ...S3, action: "lambda:GetFunction" }],
  ["allows a service that names an organization", { ...S3, principal_org_id: "o-abcdefghij" }],
  [
    "is for requests to a function URL",
    { ...S3, action: "lambda:*", function_url_auth_type: "NONE" },
  ],
  ["is for another service", { ...INVOKE, principal: "sns.amazonaws.com" }],
  ["is for an alias", { ...S3, qualifier: "live" }],
])("a service may not invoke a function whose permission %s", (_, permission) => {
  expect(denial(permission)).toBe(
    "aws_s3_bucket_notification.files: s3.amazonaws.com may not invoke worker: add an " +
      'aws_lambda_permission with action "lambda:InvokeFunction", principal "s3.amazonaws.com" ' +
      'and source_arn "arn:aws:s3:::files"',
  );
});
