import { TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { Duration } from "../../../constructs/core/duration";
import { partition } from "../../../constructs/core/aws-facts";
import { lambda } from "../../../constructs";
import type { Synthesised } from "./support";
import { environment, hello, INLINE, only, synth, synthHello } from "./support";

interface Statement {
  readonly Action: string[];
  readonly Resource: string[];
}

function statements(json: Synthesised): Statement[] {
  return Object.values(json.resource.aws_iam_role_policy ?? {}).flatMap(
    ({ policy }) => (JSON.parse(String(policy)) as { Statement: Statement[] }).Statement,
  );
}

const QUEUE = "arn:aws:sqs:eu-west-1:123456789012:dead";
const TOPIC = "arn:aws:sns:eu-west-1:123456789012:dead";
const VPC = { subnetIds: ["subnet-1"], securityGroupIds: ["sg-1"] };

test("IAM's own variables reach IAM, while Terraform's expressions are evaluated", () => {
  const fn = hello();
  const expression = "${provider::aws::arn_build(var.bucket)}";

  fn.addToRolePolicy({
    actions: ["s3:GetObject"],
    resources: ["arn:aws:s3:::home/${aws:PrincipalTag/team}/${*}", expression],
  });

  expect(statements(synth(TerraformStack.of(fn))).at(-1)?.Resource).toEqual([
    "arn:aws:s3:::home/$${aws:PrincipalTag/team}/$${*}",
    expression,
  ]);
});

test.each([
  [{ actions: [], resources: ["*"] }, "actions of a statement is []; allowed: 1 or more actions."],
  [
    { actions: ["s3:GetObject"], resources: [] },
    "resources of a statement is []; allowed: 1 or more resources.",
  ],
])("the statement %j, which IAM refuses, is refused at synth", (statement, message) => {
  const fn = hello();

  expect(() => {
    fn.addToRolePolicy(statement);
  }).toThrow(`dev/Hello/Role: ${message}`);
});

test("a statement carries its effect, conditions and sid", () => {
  const fn = hello();
  const conditions = { StringEquals: { "aws:ResourceTag/team": ["pets", "shop"] } };

  fn.addToRolePolicy({
    sid: "OthersTables",
    effect: "Deny",
    actions: ["*"],
    resources: ["*"],
    conditions,
  });

  expect(statements(synth(TerraformStack.of(fn))).at(-1)).toEqual({
    Sid: "OthersTables",
    Effect: "Deny",
    Action: ["*"],
    Resource: ["*"],
    Condition: conditions,
  });
});

test.each<[Partial<lambda.PolicyStatement>, string]>([
  [
    { actions: ["GetItem"] },
    'action of a statement is "GetItem"; allowed: a service and an action',
  ],
  [{ actions: ["*"] }, 'action of a statement is "*"'],
  [{ actions: ["*:*"] }, 'action of a statement is "*:*"'],
  [{ resources: ["my-table"] }, 'resource of a statement is "my-table"; allowed: an ARN'],
  [{ resources: ["arn:aws:s3"] }, 'resource of a statement is "arn:aws:s3"'],
  [{ effect: "allow" as "Allow" }, 'effect of a statement is "allow"; allowed: Allow, Deny'],
  [{ conditions: { StringEqual: {} } }, 'condition operator of a statement is "StringEqual"'],
  [{ conditions: { StringLike: { prefix: "a" } } }, 'condition key of StringLike is "prefix"'],
  [{ sid: "my-sid" }, 'sid of a statement is "my-sid"; allowed: letters and digits'],
  [{ sid: "Mine" }, 'sid of a statement is "Mine"; allowed: a sid that no other'],
])("a statement with %j is refused", (wrong, message) => {
  const fn = hello();
  const right = { actions: ["s3:GetObject"], resources: ["*"] };
  fn.addToRolePolicy({ ...right, sid: "Mine" });

  expect(() => {
    fn.addToRolePolicy({ ...right, ...wrong });
  }).toThrow(`dev/Hello/Role: ${message}`);
});

test.each<Partial<lambda.PolicyStatement>>([
  { actions: ["s3:Get*", "execute-api:Invoke"] },
  { resources: ["arn:aws:s3:::bucket/a folder/*", "arn:aws:*:*:*:*"] },
  { resources: ["${aws_dynamodb_table.pets.arn}", "${aws_dynamodb_table.pets.arn}/index/*"] },
  { conditions: { "ForAnyValue:StringLikeIfExists": { "aws:TagKeys": "a*" } } },
  { conditions: { Null: { "s3:prefix": "true" }, NumericLessThanEquals: { "s3:max-keys": "9" } } },
])("a statement with %j is accepted", (part) => {
  const fn = hello();

  expect(() => {
    fn.addToRolePolicy({ actions: ["s3:GetObject"], resources: ["*"], ...part });
  }).not.toThrow();
});

test("a policy over IAM's size limit is refused; a value known only at apply counts as empty", () => {
  const fn = hello();
  const actions = ["s3:GetObject"];
  fn.addToRolePolicy({ actions, resources: [`\${aws_s3_bucket.${"x".repeat(10_240)}.arn}`] });

  expect(() => {
    fn.addToRolePolicy({ actions, resources: [`arn:aws:s3:::${"x".repeat(10_240)}`] });
  }).toThrow(/^dev\/Hello\/Role: size of the role's policy is \d+; allowed: up to 10240/);
});

test("only Lambda may assume the role", () => {
  const { assume_role_policy } = only(synthHello(), "aws_iam_role");

  expect(JSON.parse(String(assume_role_policy))).toMatchObject({
    Statement: [{ Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" } }],
  });
});

test("by default a function may write to its own log group's streams, and nothing else", () => {
  const json = synthHello();
  const [logGroup] = Object.keys(json.resource.aws_cloudwatch_log_group ?? {});

  expect(statements(json)).toEqual([
    {
      Effect: "Allow",
      Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
      Resource: [`\${aws_cloudwatch_log_group.${logGroup}.arn}:*`],
    },
  ]);
});

test("no prop allows actions by a wildcard, or all resources where AWS supports naming them", () => {
  const json = synthHello({
    tracing: lambda.Tracing.ACTIVE,
    deadLetterTargetArn: QUEUE,
    kmsKeyArn: "arn:aws:kms:eu-west-1:123456789012:key/1",
    vpc: VPC,
  });

  const broad = statements(json).filter(({ Resource }) => Resource.includes("*"));

  expect(statements(json).flatMap(({ Action }) => Action)).not.toContainEqual(
    expect.stringContaining("*"),
  );
  // Neither of these services' actions takes a resource.
  expect(broad.flatMap(({ Action }) => Action)).toEqual([
    "xray:PutTraceSegments",
    "xray:PutTelemetryRecords",
    "ec2:DescribeNetworkInterfaces",
    "ec2:DescribeSubnets",
  ]);
});

test.each([
  [QUEUE, ["sqs:SendMessage"]],
  [TOPIC, ["sns:Publish"]],
])("dead letters to %s need %j on just that", (arn, actions) => {
  expect(statements(synthHello({ deadLetterTargetArn: arn }))).toContainEqual({
    Effect: "Allow",
    Action: actions,
    Resource: [arn],
  });
});

test("a function with kmsKeyArn may decrypt with that key only", () => {
  const kmsKeyArn = "arn:aws:kms:eu-west-1:123456789012:key/1";

  expect(statements(synthHello({ kmsKeyArn }))).toContainEqual({
    Effect: "Allow",
    Action: ["kms:Decrypt"],
    Resource: [kmsKeyArn],
  });
});

test("managed policies replace the default policy, and keep their ids in another order", () => {
  const attachments = (names: string[]) => {
    const stack = environment();
    const managedPolicies = names.map((name) => `arn:${partition(stack)}:iam::aws:policy/${name}`);
    new lambda.Function(stack, "Hello", { ...INLINE, managedPolicies });
    return synth(stack).resource;
  };
  const both = attachments(["service-role/AWSLambdaBasicExecutionRole", "ReadOnlyAccess"]);
  const swapped = attachments(["ReadOnlyAccess", "service-role/AWSLambdaBasicExecutionRole"]);

  expect(both).not.toHaveProperty("aws_iam_role_policy");
  expect(Object.values(both.aws_iam_role_policy_attachment ?? {})).toContainEqual(
    expect.objectContaining({
      policy_arn:
        "arn:${data.aws_partition.Partition.partition}:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole",
    }),
  );
  expect(swapped.aws_iam_role_policy_attachment).toEqual(both.aws_iam_role_policy_attachment);
});

test("an added statement joins the role's policy, which is created before the function", () => {
  const stack = environment();
  const fn = new lambda.Function(stack, "Hello", { ...INLINE, managedPolicies: [] });

  fn.addToRolePolicy({ actions: ["s3:GetObject"], resources: ["arn:aws:s3:::bucket/*"] });

  const json = synth(stack);
  const [policy] = Object.keys(json.resource.aws_iam_role_policy ?? {});
  expect(statements(json)).toHaveLength(1);
  expect(only(json, "aws_lambda_function").depends_on).toContain(`aws_iam_role_policy.${policy}`);
});

test("an added statement keeps what else the function depends on", () => {
  const fn = hello();
  fn.resource.dependsOn = [...(fn.resource.dependsOn ?? []), "aws_sqs_queue.Jobs"];

  fn.addToRolePolicy({ actions: ["s3:GetObject"], resources: ["arn:aws:s3:::bucket/*"] });

  const json = synth(fn.node.scope as TerraformStack);
  expect(only(json, "aws_lambda_function").depends_on).toEqual([
    expect.stringMatching(/^aws_cloudwatch_log_group\./),
    expect.stringMatching(/^aws_iam_role_policy\./),
    "aws_sqs_queue.Jobs",
  ]);
});

test("with the prop role, no role is created, and statements can't be added to it", () => {
  const role = "arn:aws:iam::123456789012:role/mine";
  const fn = hello({ role, tracing: lambda.Tracing.ACTIVE });
  const json = synthHello({ role });

  expect(only(json, "aws_lambda_function").role).toBe(role);
  expect(Object.keys(json.resource).filter((type) => type.startsWith("aws_iam"))).toEqual([]);
  expect(() => {
    fn.addToRolePolicy({ actions: ["s3:GetObject"], resources: ["arn:aws:s3:::bucket/*"] });
  }).toThrow(/dev\/Hello: role is "arn.*mine"; allowed: a role that this construct created/);
});

test("the function waits for its policies, which its first invocation needs", () => {
  const json = synthHello({ managedPolicies: ["arn:aws:iam::123456789012:policy/Mine"] });
  const withDefault = synthHello();

  const ids = (of: Synthesised, type: string) =>
    Object.keys(of.resource[type] ?? {}).map((name) => `${type}.${name}`);
  expect(only(json, "aws_lambda_function").depends_on).toEqual(
    expect.arrayContaining(ids(json, "aws_iam_role_policy_attachment")),
  );
  expect(only(withDefault, "aws_lambda_function").depends_on).toEqual(
    expect.arrayContaining(ids(withDefault, "aws_iam_role_policy")),
  );
});

describe("logs", () => {
  test("are kept for 14 days, or for logRetention, encrypted with logKmsKeyArn", () => {
    const logGroup = (props: Partial<lambda.FunctionProps>) =>
      only(synthHello(props), "aws_cloudwatch_log_group");

    expect(logGroup({})).toMatchObject({
      name: "/aws/lambda/shop-dev-Hello",
      retention_in_days: 14,
    });
    expect(logGroup({ logRetention: Duration.days(365), logKmsKeyArn: "arn:key" })).toMatchObject({
      retention_in_days: 365,
      kms_key_id: "arn:key",
    });
  });

  test("have a group that is created before the function and destroyed after it, and that the role can't create again", () => {
    const json = synthHello();
    const [name] = Object.keys(json.resource.aws_cloudwatch_log_group ?? {});

    expect(only(json, "aws_lambda_function")).toMatchObject({
      depends_on: expect.arrayContaining([`aws_cloudwatch_log_group.${name}`]) as string[],
      logging_config: {
        log_format: "Text",
        log_group: `\${aws_cloudwatch_log_group.${name}.name}`,
      },
    });
    expect(statements(json).flatMap(({ Action }) => Action)).not.toContain("logs:CreateLogGroup");
  });
});

test("a user's construct is never mistaken for the stack's region, account or partition", () => {
  const stack = environment();
  new Construct(stack, "Partition");

  expect(() => partition(stack)).toThrow("'Partition'");
});
