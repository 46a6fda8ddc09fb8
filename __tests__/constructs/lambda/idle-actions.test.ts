import { DynamodbTable } from "@cdktf/provider-aws/lib/dynamodb-table";
import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import { Token } from "cdktf";
import { lambda } from "../../../constructs";
import { warningsOf } from "../warnings-of";
import { environment, INLINE } from "./support";

const BUCKET = "arn:aws:s3:::pets";
const TABLE = "arn:aws:dynamodb:eu-west-1:123456789012:table/pets";
const QUEUE = "arn:aws:sqs:eu-west-1:123456789012:pets";

/** The warnings of a function with a statement. */
function warningsWith(statement: lambda.PolicyStatement): string[] {
  const stack = environment();
  const fn = new lambda.Function(stack, "Hello", INLINE);
  fn.addToRolePolicy(statement);
  fn.addToRolePolicy({ actions: ["sqs:SendMessage"], resources: [QUEUE] });
  return warningsOf(fn);
}

test.each([
  ["s3:GetObject", BUCKET],
  ["s3:PutObject", BUCKET],
  ["S3:deleteObject", "arn:aws-cn:s3:::pets"],
  ["s3:GetObject", "${aws_s3_bucket.Pets.arn}"],
])("%s on the bucket %s, instead of its objects, causes one warning", (action, bucket) => {
  expect(warningsWith({ actions: [action, "s3:ListBucket"], resources: [bucket] })).toEqual([
    `dev/Hello: the action ${action} applies to objects, and is allowed only on ${bucket}, which is a bucket. Add /* to the ARN for all of its objects, or use grants.s3.`,
  ]);
});

test.each([
  ["dynamodb:GetItem", `${BUCKET}/*`],
  ["dynamodb:*", QUEUE],
  ["lambda:InvokeFunction", TABLE],
  ["kms:Decrypt", "arn:aws:secretsmanager:eu-west-1:123456789012:secret:pets-AbCdEf"],
  ["sqs:SendMessage", "${aws_dynamodb_table.Pets.arn}/index/*"],
])("%s on %s, which is of another service, causes one warning", (action, resource) => {
  expect(warningsWith({ actions: [action], resources: [resource] })).toEqual([
    `dev/Hello: the action ${action} is allowed only on ${resource}, to which it doesn't apply. Correct the action, or name its own resources.`,
  ]);
});

test("a dead-letter queue, whose service only an apply knows for sure, causes none", () => {
  const stack = environment();
  const deadLetterTargetArn = new SqsQueue(stack, "Queue").arn;

  const fn = new lambda.Function(stack, "Hello", { ...INLINE, deadLetterTargetArn });

  expect(warningsOf(fn)).toEqual([]);
});

test("resources of the stack are known by their types", () => {
  const stack = environment();
  const fn = new lambda.Function(stack, "Hello", INLINE);

  fn.addToRolePolicy({
    actions: ["dynamodb:GetItem"],
    resources: [new SqsQueue(stack, "Queue").arn],
  });
  fn.addToRolePolicy({ actions: ["s3:GetObject"], resources: [new S3Bucket(stack, "Pets").arn] });

  expect(warningsOf(fn)).toEqual([
    expect.stringContaining("dynamodb:GetItem is allowed only on ${aws_sqs_queue.Queue.arn}"),
    expect.stringContaining("s3:GetObject applies to objects"),
  ]);
});

test.each<lambda.PolicyStatement>([
  { actions: ["s3:GetObject", "s3:ListBucket"], resources: [BUCKET, `${BUCKET}/*`] },
  { actions: ["s3:GetObject"], resources: [`${BUCKET}*`] },
  { actions: ["s3:GetObject"], resources: ["*"] },
  { actions: ["s3:GetObject"], resources: [`${BUCKET}/\${aws:PrincipalTag/team}`] },
  { actions: ["s3:GetObject"], resources: ["${aws_s3_access_point.P.arn}/object/*"] },
  {
    actions: ["s3:GetObject"],
    resources: ["arn:aws:s3:eu-west-1:123456789012:accesspoint/p/object/*"],
  },
  { actions: ["s3:Get*"], resources: [BUCKET] },
  { actions: ["s3:GetObject"], resources: [BUCKET], effect: "Deny" },
  { actions: ["dynamodb:GetItem", "sqs:SendMessage"], resources: [TABLE, QUEUE] },
  { actions: ["dynamodb:GetItem"], resources: ["${var.table}", QUEUE] },
  { actions: ["dynamodb:GetItem"], resources: ["arn:aws:*:*:*:*"] },
  { actions: ["sts:AssumeRole"], resources: ["arn:aws:iam::123456789012:role/other"] },
  { actions: ["ssm:SendCommand"], resources: ["arn:aws:ec2:eu-west-1:123456789012:instance/i-1"] },
  { actions: ["dynamodb:GetItem"], resources: Token.asList("${var.tables}") },
])("%j causes no warning", (statement) => {
  expect(warningsWith(statement)).toEqual([]);
});

test("grants cause no warning", () => {
  const stack = environment();
  const fn = new lambda.Function(stack, "Hello", INLINE);

  lambda.grants.s3(new S3Bucket(stack, "Pets")).readWrite(fn);
  lambda.grants.dynamodb(new DynamodbTable(stack, "Table", { name: "pets" })).readWrite(fn);

  expect(warningsOf(fn)).toEqual([]);
});
