import { DataAwsSnsTopic } from "@cdktf/provider-aws/lib/data-aws-sns-topic";
import { DynamodbTable } from "@cdktf/provider-aws/lib/dynamodb-table";
import { KmsAlias } from "@cdktf/provider-aws/lib/kms-alias";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import type { DynamodbTableConfig } from "@cdktf/provider-aws/lib/dynamodb-table";
import type { Construct } from "constructs";
import { lambda } from "../../../constructs";
import { environment, INLINE, only, synth } from "./support";

const { grants } = lambda;
type Statement = readonly [actions: string, resources: string, conditions?: object];

/** The statements that are added to a function's role, without the one for its logs. */
function granted(add: (fn: lambda.Function, scope: Construct) => void): readonly Statement[] {
  const stack = environment();
  add(new lambda.Function(stack, "Hello", INLINE), stack);
  const policies = only(synth(stack), "aws_iam_role_policy");
  const { Statement: statements } = JSON.parse(String(policies.policy)) as {
    Statement: { Action: string[]; Resource: string[]; Condition?: object }[];
  };
  return statements
    .slice(1)
    .map(({ Action, Resource, Condition }) => [
      Action.map((action) => action.replace(/.*:/, "")).join(" "),
      Resource.join(" "),
      ...(Condition ? [Condition] : []),
    ]) as unknown as Statement[];
}

const TABLE = "${aws_dynamodb_table.Table.arn}";
const READS = "BatchGetItem GetItem Query Scan";
const WRITES = "BatchWriteItem ConditionCheckItem DeleteItem PutItem UpdateItem";

const table = (scope: Construct, config: Partial<DynamodbTableConfig> = {}) =>
  new DynamodbTable(scope, "Table", { name: "pets", hashKey: "id", ...config });

describe("grants of a table", () => {
  test("are to read, to write or both", () => {
    expect(granted((fn, scope) => grants.dynamodb(table(scope)).read(fn))).toEqual([
      [READS, TABLE],
    ]);
    expect(granted((fn, scope) => grants.dynamodb(table(scope)).write(fn))).toEqual([
      [WRITES, TABLE],
    ]);
    expect(granted((fn, scope) => grants.dynamodb(table(scope)).readWrite(fn))).toEqual([
      [`${READS} ${WRITES}`, TABLE],
    ]);
  });

  test.each<[string, Partial<DynamodbTableConfig>]>([
    ["global", { globalSecondaryIndex: [{ name: "i", hashKey: "o", projectionType: "ALL" }] }],
    ["local", { localSecondaryIndex: [{ name: "i", rangeKey: "o", projectionType: "ALL" }] }],
  ])("allow queries of its %s indexes", (_kind, config) => {
    const read = granted((fn, scope) => grants.dynamodb(table(scope, config)).read(fn));

    expect(read).toEqual([
      [READS, TABLE],
      ["Query Scan", `${TABLE}/index/*`],
    ]);
  });
});

describe("grants of a bucket", () => {
  const bucket = { arn: "arn:aws:s3:::pets" };

  test("are for its objects, and to list them", () => {
    expect(granted((fn) => grants.s3(bucket).readWrite(fn))).toEqual([
      ["DeleteObject GetObject AbortMultipartUpload PutObject", "arn:aws:s3:::pets/*"],
      ["ListBucket", "arn:aws:s3:::pets"],
    ]);
    expect(granted((fn) => grants.s3(bucket).write(fn))).toEqual([
      ["AbortMultipartUpload PutObject", "arn:aws:s3:::pets/*"],
    ]);
    expect(granted((fn) => grants.s3(bucket).delete(fn))).toEqual([
      ["DeleteObject", "arn:aws:s3:::pets/*"],
    ]);
  });

  test("with a prefix are for keys that begin with it", () => {
    expect(granted((fn) => grants.s3(bucket, { prefix: "in/" }).read(fn))).toEqual([
      ["GetObject", "arn:aws:s3:::pets/in/*"],
      ["ListBucket", "arn:aws:s3:::pets", { StringLike: { "s3:prefix": "in/*" } }],
    ]);
  });
});

const ARN = "arn:aws:x:eu-west-1:123456789012:pets";
const X = { arn: ARN };

test.each<[string, (fn: lambda.Function) => void, string]>([
  ["send to a queue", (fn) => grants.sqs(X).send(fn), "SendMessage"],
  [
    "consume a queue",
    (fn) => grants.sqs(X).consume(fn),
    "ChangeMessageVisibility DeleteMessage GetQueueAttributes ReceiveMessage",
  ],
  ["publish to a topic", (fn) => grants.sns(X).publish(fn), "Publish"],
  ["read a secret", (fn) => grants.secretsManager(X).read(fn), "GetSecretValue"],
  ["read a parameter", (fn) => grants.ssm(X).read(fn), "GetParameter GetParameters"],
  ["write a parameter", (fn) => grants.ssm(X).write(fn), "PutParameter"],
  ["put events on a bus", (fn) => grants.eventBridge(X).putEvents(fn), "PutEvents"],
  ["start a state machine", (fn) => grants.stepFunctions(X).startExecution(fn), "StartExecution"],
  [
    "start a state machine and wait",
    (fn) => grants.stepFunctions(X).startSyncExecution(fn),
    "StartSyncExecution",
  ],
  ["decrypt with a key", (fn) => grants.kms(X).decrypt(fn), "Decrypt"],
  ["encrypt with a key", (fn) => grants.kms(X).encryptDecrypt(fn), "Decrypt GenerateDataKey"],
])("the grant to %s allows just that, on just the resource", (_title, add, actions) => {
  expect(granted(add)).toEqual([[actions, ARN]]);
});

test("resources and data sources of the provider can be granted as they are", () => {
  const statements = granted((fn, scope) => {
    grants.sqs(new SqsQueue(scope, "Queue")).send(fn);
    grants.kms(new KmsKey(scope, "Key")).decrypt(fn);
    grants.sns(new DataAwsSnsTopic(scope, "Topic", { name: "news" })).publish(fn);
  });

  expect(statements).toEqual([
    ["SendMessage", "${aws_sqs_queue.Queue.arn}"],
    ["Decrypt", "${aws_kms_key.Key.arn}"],
    ["Publish", "${data.aws_sns_topic.Topic.arn}"],
  ]);
});

test("a function lets another one invoke it", () => {
  const stack = environment();
  const worker = new lambda.Function(stack, "Worker", INLINE);
  const caller = new lambda.Function(stack, "Caller", INLINE);

  worker.grantInvoke(caller);

  const policies = Object.entries(synth(stack).resource.aws_iam_role_policy ?? {});
  const ofCaller = policies.find(([name]) => name.startsWith("Caller"))?.[1].policy;
  expect(JSON.parse(String(ofCaller))).toMatchObject({
    Statement: [
      {},
      {
        Action: ["lambda:InvokeFunction"],
        Resource: [expect.stringMatching(/^\$\{aws_lambda_function\.Worker_\w+\.arn\}$/)],
      },
    ],
  });
});

test.each<[string, (fn: lambda.Function) => void, string]>([
  [
    "a name instead of a resource",
    (fn) => grants.sqs("pets" as never).send(fn),
    'dev/Hello: resource of a grant is "pets"; allowed: a queue, e.g. an SqsQueue',
  ],
  [
    "a bucket instead of a queue",
    (fn) => grants.sqs(new S3Bucket(fn, "Bucket")).send(fn),
    'dev/Hello: resource of a grant is "<S3Bucket>"; allowed: a queue, e.g. an SqsQueue',
  ],
  [
    "a queue instead of a table",
    (fn) => grants.dynamodb(new SqsQueue(fn, "Queue")).read(fn),
    'dev/Hello: resource of a grant is "<SqsQueue>"; allowed: a table, e.g. a DynamodbTable',
  ],
  [
    "a queue instead of a bucket",
    (fn) => grants.s3(new SqsQueue(fn, "Queue")).read(fn),
    'dev/Hello: resource of a grant is "<SqsQueue>"; allowed: a bucket, e.g. an S3Bucket',
  ],
  [
    "an alias of a key, which allows nothing in a policy",
    (fn) => grants.kms(new KmsAlias(fn, "Alias", { targetKeyId: "k" })).decrypt(fn),
    'dev/Hello: resource of a grant is "<KmsAlias>"; allowed: a KMS key, e.g. a KmsKey',
  ],
  [
    "an existing function",
    (fn) => {
      const existing = lambda.Function.fromFunctionName(fn, "Existing", "pets");
      grants.sqs(X).send(existing as never);
    },
    'dev/Hello/Existing: grantee is "<ExistingFunction>"; allowed: a function with a role of its own',
  ],
])("%s is refused", (_title, add, message) => {
  expect(() => granted(add)).toThrow(message);
});
