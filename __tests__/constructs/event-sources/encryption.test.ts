import { DynamodbTable } from "@cdktf/provider-aws/lib/dynamodb-table";
import { KinesisStream } from "@cdktf/provider-aws/lib/kinesis-stream";
import { KmsAlias } from "@cdktf/provider-aws/lib/kms-alias";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import { TerraformVariable } from "cdktf";
import type { Construct } from "constructs";
import {
  DynamoEventSource,
  KinesisEventSource,
  SqsEventSource,
  StartingPosition,
} from "../../../constructs";
import type { lambda } from "../../../constructs";
import { warningsOf } from "../warnings-of";
import { rightsOf, stackWith, synthSource } from "./support";

const key = (stack: Construct) => new KmsKey(stack, "Key");
const alias = (stack: Construct) =>
  new KmsAlias(stack, "Alias", { name: "alias/jobs", targetKeyId: key(stack).keyId });
const FROM_START = { startingPosition: StartingPosition.TRIM_HORIZON };

const sqs = (keyOf: (stack: Construct) => string) => (stack: Construct) =>
  new SqsEventSource(new SqsQueue(stack, "Jobs", { kmsMasterKeyId: keyOf(stack) }));
const kmsRights = (source: (stack: Construct) => lambda.IEventSource) =>
  rightsOf(synthSource(source)).filter(({ Action }) => Action.join().includes("kms:"));

test.each<[string, (stack: Construct) => lambda.IEventSource]>([
  ["queue", sqs((stack) => key(stack).arn)],
  [
    "stream",
    (stack) =>
      new KinesisEventSource(
        new KinesisStream(stack, "Clicks", {
          name: "clicks",
          encryptionType: "KMS",
          kmsKeyId: key(stack).arn,
        }),
        FROM_START,
      ),
  ],
  [
    "table",
    (stack) =>
      new DynamoEventSource(
        new DynamodbTable(stack, "Pets", {
          name: "pets",
          streamEnabled: true,
          serverSideEncryption: { enabled: true, kmsKeyArn: key(stack).arn },
        }),
        FROM_START,
      ),
  ],
])("a function may decrypt what it reads from an encrypted %s", (_, source) => {
  expect(kmsRights(source)).toEqual([
    { Action: ["kms:Decrypt"], Resource: ["${aws_kms_key.Key.arn}"] },
  ]);
});

test("a function may send failed batches to an encrypted queue", () => {
  const source = (stack: Construct) =>
    new KinesisEventSource(new KinesisStream(stack, "Clicks", { name: "clicks" }), {
      ...FROM_START,
      onFailure: new SqsQueue(stack, "Failed", { kmsMasterKeyId: key(stack).arn }),
    });

  expect(kmsRights(source)).toEqual([
    { Action: ["kms:Decrypt", "kms:GenerateDataKey"], Resource: ["${aws_kms_key.Key.arn}"] },
  ]);
});

const ANY_KEY = expect.stringMatching(/^arn:.*:kms:.*:key\/\*$/) as string;

test.each<[string, (stack: Construct) => string, string]>([
  ["its ARN", () => "arn:aws:kms:eu-west-1:1:key/k", "arn:aws:kms:eu-west-1:1:key/k"],
  ["a reference to its ID", (stack) => key(stack).keyId, "key/${aws_kms_key.Key.key_id}"],
  [
    "its ID",
    () => "1234abcd-12ab-34cd-56ef-1234567890ab",
    "key/1234abcd-12ab-34cd-56ef-1234567890ab",
  ],
  ["the target of an alias", (stack) => alias(stack).targetKeyArn, "Alias.target_key_arn}"],
])("the key of a queue is known by %s", (_, keyOf, arn) => {
  expect(kmsRights(sqs(keyOf))[0]?.Resource).toEqual([expect.stringMatching(`${escape(arn)}$`)]);
});

test.each<[string, (stack: Construct) => string, string]>([
  ["name", () => "alias/jobs", "alias/jobs"],
  ["reference", (stack) => alias(stack).name, "${aws_kms_alias.Alias.name}"],
])("the key of a queue is known by the %s of its alias", (_, keyOf, name) => {
  const json = synthSource(sqs(keyOf));

  const [policy] = Object.values(json.resource.aws_iam_role_policy ?? {});
  const { Statement } = JSON.parse(String(policy?.["policy"])) as { Statement: object[] };
  expect(Statement.at(-1)).toEqual({
    Effect: "Allow",
    Action: ["kms:Decrypt"],
    Resource: [ANY_KEY],
    Condition: { "ForAnyValue:StringEquals": { "kms:ResourceAliases": name } },
  });
});

test("SQS's own key needs no right", () => {
  expect(kmsRights(sqs(() => "alias/aws/sqs"))).toEqual([]);
});

test("a key that only an apply knows causes a warning with the right that is missing", () => {
  const stack = stackWith(sqs((scope) => new TerraformVariable(scope, "key", {}).stringValue));

  expect(warningsOf(stack)).toEqual([
    expect.stringMatching(/^dev\/Jobs: .* needs kms:Decrypt on the KMS key \$\{var\.key\}/),
  ]);
});

const escape = (text: string) => text.replace(/[$(){}.*+?[\]\\^|]/g, "\\$&");
