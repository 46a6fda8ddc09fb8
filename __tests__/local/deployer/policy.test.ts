import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { PolicyDocument } from "../../../local/deployer";
import { MAX_POLICY_SIZE, policyOf, RIGHTS, splitPolicy } from "../../../local/deployer";
import { stackRights, unknownResources } from "../../../local/deployer";
import { ROOT } from "../../support/root";
import { named, stackOf } from "./support";

const ROLE = {
  name: "shop-dev-Role",
  assume_role_policy: '{"Statement":[{"Principal":{"Service":"lambda.amazonaws.com"}}]}',
};

const policy = (resources: Parameters<typeof stackOf>[0], settings = {}) =>
  policyOf([stackRights(stackOf(resources, settings))]);

/** The resources of the statements that allow the action. */
const resourcesOf = ({ Statement }: PolicyDocument, action: string) =>
  Statement.filter(({ Action }) => Action.includes(action)).flatMap(({ Resource }) => Resource);

test("the rights of every resource that a construct creates are known", () => {
  const folder = path.join(ROOT, "constructs");
  const sources = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .map((file) => readFileSync(path.join(folder, file), "utf8"))
    .join("\n");
  const imported = [...sources.matchAll(/"@cdktf\/provider-aws\/lib\/([\w-]+)"/g)]
    .map(([, module = ""]) => module.replaceAll("-", "_"))
    .filter((module) => module !== "provider");
  const types = new Set(
    imported.map((m) => (m.startsWith("data_") ? `data.${m.slice(5)}` : `aws_${m}`)),
  );

  expect(types.size).toBeGreaterThan(15);
  expect([...types].filter((type) => !(type in RIGHTS))).toEqual([]);
});

test("a type with unknown rights is listed, unless it belongs to another provider", () => {
  const stack = stackOf({
    aws_ecs_cluster: named({}),
    random_id: named({}),
    aws_iam_role: named(ROLE),
  });

  expect([...unknownResources(stack)]).toEqual([["aws_ecs_cluster", ["aws_ecs_cluster.it"]]]);
});

test("no action has a wildcard, and all resources are named unless AWS allows none", () => {
  const all = Object.keys(RIGHTS).map((type) => [type, named(EVERY_OPTION)]);
  const { Statement } = policy(Object.fromEntries(all) as Parameters<typeof stackOf>[0]);

  const broad = Statement.filter(({ Resource }) => Resource.includes("*"));
  expect(Statement.flatMap(({ Action }) => Action).filter((name) => name.includes("*"))).toEqual(
    [],
  );
  expect(broad.flatMap(({ Action }) => Action)).toEqual([
    "acm:RequestCertificate",
    "application-autoscaling:DescribeScalableTargets",
    "application-autoscaling:DescribeScalingPolicies",
    "cloudfront:updateDistribution",
    "cognito-idp:CreateUserPool",
    "ec2:DescribeNetworkInterfaces",
    "ec2:DescribeSecurityGroups",
    "ec2:DescribeSubnets",
    "ec2:DescribeVpcEndpointServiceConfigurations",
    "ec2:DescribeVpcs",
    "elasticloadbalancing:DescribeLoadBalancers",
    "kinesis:DescribeLimits",
    "kms:CreateKey",
    "logs:CreateLogDelivery",
    "logs:DeleteLogDelivery",
    "logs:DeleteQueryDefinition",
    "logs:DescribeLogGroups",
    "logs:DescribeQueryDefinitions",
    "logs:DescribeResourcePolicies",
    "logs:GetLogDelivery",
    "logs:ListLogDeliveries",
    "logs:PutQueryDefinition",
    "logs:PutResourcePolicy",
    "logs:UpdateLogDelivery",
    "sns:GetSubscriptionAttributes",
    "sns:SetSubscriptionAttributes",
    "sns:Unsubscribe",
    "ssm:DescribeParameters",
    "states:ValidateStateMachineDefinition",
    "lambda:CreateEventSourceMapping",
  ]);
});

test("a role is passed only to the services that may assume it", () => {
  const { Statement } = policy({ aws_iam_role: named(ROLE) });

  expect(Statement).toContainEqual({
    Effect: "Allow",
    Action: ["iam:PassRole"],
    Resource: ["arn:aws:iam::*:role/shop-dev-Role"],
    Condition: { StringEquals: { "iam:PassedToService": ["lambda.amazonaws.com"] } },
  });
});

test("a role from outside the stack is passed by its ARN, to a function or to API Gateway", () => {
  const role = "arn:aws:iam::123456789012:role/team/mine";
  const body = JSON.stringify({ "x-amazon-apigateway-integration": { credentials: role } });

  const passed = policy({
    aws_lambda_function: named({ function_name: "one", role }),
    aws_api_gateway_rest_api: named({ name: "api", body }),
  }).Statement.filter(({ Action }) => Action.includes("iam:PassRole"));

  expect(passed.map(({ Resource }) => Resource)).toEqual([[role], [role]]);
  expect(passed.map(({ Condition }) => Condition?.StringEquals?.["iam:PassedToService"])).toEqual([
    ["apigateway.amazonaws.com"],
    ["lambda.amazonaws.com"],
  ]);
});

test("the first API of an account may create API Gateway's service-linked role", () => {
  const { Statement } = policy({ aws_apigatewayv2_api: named({ name: "api" }) });

  expect(Statement).toContainEqual(
    expect.objectContaining({
      Action: ["iam:CreateServiceLinkedRole"],
      Condition: { StringEquals: { "iam:AWSServiceName": "ops.apigateway.amazonaws.com" } },
    }),
  );
});

test("names in a stack are shortened to a common prefix, and a single name stays whole", () => {
  const functions = (...names: string[]) => ({
    aws_lambda_function: Object.fromEntries(
      names.map((name) => [name, { function_name: name, role: "arn:aws:iam::1:role/r" }]),
    ),
  });
  const prefix = "arn:aws:lambda:eu-west-1:*:function:";

  expect(resourcesOf(policy(functions("a-dev-x", "a-dev-y")), "lambda:CreateFunction")).toEqual([
    `${prefix}a-dev-*`,
  ]);
  expect(resourcesOf(policy(functions("a-dev-x")), "lambda:CreateFunction")).toEqual([
    `${prefix}a-dev-x`,
  ]);
  expect(resourcesOf(policy(functions("cats", "dogs")), "lambda:CreateFunction")).toEqual([
    `${prefix}cats`,
    `${prefix}dogs`,
  ]);
});

test("a reference becomes the name of its resource, and an unknown part becomes a wildcard", () => {
  const document = policy({
    aws_lambda_function: { fn: { function_name: "pets", role: "arn:aws:iam::1:role/r" } },
    aws_lambda_permission: named({ function_name: "${aws_lambda_function.fn.function_name}" }),
    aws_cloudwatch_log_group: named({ name: "API-Gateway-Execution-Logs_${x.id}/v1" }),
  });

  expect(resourcesOf(document, "lambda:AddPermission")).toEqual([
    "arn:aws:lambda:eu-west-1:*:function:pets",
  ]);
  expect(resourcesOf(document, "logs:CreateLogGroup")).toEqual([
    "arn:aws:logs:eu-west-1:*:log-group:API-Gateway-Execution-Logs_*",
  ]);
});

test("the policy and the URL of an alias belong to its qualified ARN", () => {
  const block = named({ function_name: "pets", qualifier: "live", authorization_type: "AWS_IAM" });
  const document = policy({ aws_lambda_permission: block, aws_lambda_function_url: block });

  const arns = ["function:pets", "function:pets:*"].map(
    (name) => `arn:aws:lambda:eu-west-1:*:${name}`,
  );
  for (const action of ["AddPermission", "RemovePermission", "CreateFunctionUrlConfig"]) {
    expect(resourcesOf(document, `lambda:${action}`)).toEqual(arns);
  }
});

test("a schedule is made in its group, and its role passed to EventBridge Scheduler", () => {
  const role = "arn:aws:iam::123456789012:role/elsewhere";
  const document = policy({
    aws_scheduler_schedule_group: { mine: { name: "shop" } },
    aws_scheduler_schedule: {
      plain: { name: "nightly" },
      grouped: {
        name: "hourly",
        group_name: "${aws_scheduler_schedule_group.mine.name}",
        target: { role_arn: role },
      },
    },
  });

  const start = "arn:aws:scheduler:eu-west-1:*:schedule";
  expect(resourcesOf(document, "scheduler:CreateSchedule")).toEqual([
    `${start}/default/nightly`,
    `${start}/shop/hourly`,
  ]);
  expect(document.Statement).toContainEqual({
    Effect: "Allow",
    Action: ["iam:PassRole"],
    Resource: [role],
    Condition: { StringEquals: { "iam:PassedToService": ["scheduler.amazonaws.com"] } },
  });
});

test("a path of API Gateway is left out if another of its statement covers it", () => {
  const document = policy({
    aws_api_gateway_rest_api: named({ name: "api" }),
    aws_api_gateway_deployment: named({}),
  });
  const alone = policy({ aws_api_gateway_deployment: named({}) });

  const start = "arn:aws:apigateway:eu-west-1::";
  expect(resourcesOf(document, "apigateway:POST")).toEqual([
    `${start}*/tags/*`,
    `${start}/restapis*`,
  ]);
  expect(resourcesOf(alone, "apigateway:POST")).toEqual([`${start}/restapis/*`]);
});

test("a table may be created, changed and deleted by its name", () => {
  const document = policy({ aws_dynamodb_table: named({ name: "shop-dev-Table" }) });

  for (const action of ["CreateTable", "UpdateTable", "DeleteTable"]) {
    expect(resourcesOf(document, `dynamodb:${action}`)).toEqual([
      "arn:aws:dynamodb:eu-west-1:*:table/shop-dev-Table",
    ]);
  }
});

test.each([
  [{ enabled: true }, "kms:DescribeKey", "arn:aws:kms:eu-west-1:*:key/*"],
  [
    [{ enabled: true, kms_key_arn: "arn:aws:kms:x:1:key/1" }],
    "kms:CreateGrant",
    "arn:aws:kms:x:1:key/1",
  ],
])("a table with the encryption %j needs %s on %s", (encryption, action, key) => {
  const table = { name: "shop-dev-Table", server_side_encryption: encryption };

  expect(resourcesOf(policy({ aws_dynamodb_table: named(table) }), action)).toEqual([key]);
});

test("state in S3 needs its objects, their locks, the bucket's list and the KMS key", () => {
  const key = "arn:aws:kms:eu-west-1:123456789012:key/1";
  const s3 = { bucket: "states", key: "tf", workspace_key_prefix: "shop/dev", kms_key_id: key };

  expect(policy({}, { backend: { s3 } }).Statement).toEqual([
    {
      Effect: "Allow",
      Action: ["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey"],
      Resource: [key],
    },
    {
      Effect: "Allow",
      Action: ["s3:DeleteObject"],
      Resource: ["arn:aws:s3:::states/shop/dev/*/tf.tflock"],
    },
    {
      Effect: "Allow",
      Action: ["s3:GetObject", "s3:PutObject"],
      Resource: ["arn:aws:s3:::states/shop/dev/*/tf", "arn:aws:s3:::states/shop/dev/*/tf.tflock"],
    },
    { Effect: "Allow", Action: ["s3:ListBucket"], Resource: ["arn:aws:s3:::states"] },
  ]);
});

test.each([
  ["cn-north-1", "arn:aws-cn:"],
  ["us-gov-west-1", "arn:aws-us-gov:"],
  ["${var.region}", "arn:aws:"],
])("in %s ARNs begin with %s", (region, start) => {
  const settings = { awsProviders: [{ region }] };

  const arns = policy(
    { aws_iam_role: named(ROLE), aws_apigatewayv2_api: named({}) },
    settings,
  ).Statement.flatMap(({ Resource }) => Resource);

  expect(arns.filter((arn) => !arn.startsWith(start))).toEqual([]);
  expect(arns.join()).not.toContain("${");
});

test("everything that the constructs can create, in three environments, fits into the policies that a role takes", () => {
  const stacks = ["dev", "test", "prod"].map((environment) => {
    const name = `shop-${environment}-${"x".repeat(20)}`;
    const block = { ...EVERY_OPTION, name, function_name: name };
    const resources = Object.keys(RIGHTS).map((type) => [type, named(block)]);
    return stackRights(stackOf(Object.fromEntries(resources) as Parameters<typeof stackOf>[0]));
  });

  const whole = policyOf(stacks);
  const parts = splitPolicy(whole);
  const sizes = parts.map((part) => JSON.stringify(part).length);
  expect(parts.length).toBeLessThanOrEqual(POLICIES_OF_A_ROLE);
  expect(Math.max(...sizes)).toBeLessThanOrEqual(MAX_POLICY_SIZE);
  expect(parts.flatMap(({ Statement }) => Statement)).toEqual(whole.Statement);
});

test("a statement that no policy can contain is refused", () => {
  const Resource = Array.from(
    { length: 200 },
    (_, index) => `arn:aws:s3:::${"x".repeat(30)}${index}`,
  );
  const statement = { Effect: "Allow", Action: ["s3:GetObject"], Resource } as const;

  expect(() => splitPolicy({ Version: "2012-10-17", Statement: [statement] })).toThrow(
    /^The statement that allows s3:GetObject makes a policy of \d+ characters; IAM allows 6144\. Make/,
  );
});

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
const POLICIES_OF_A_ROLE = 10;

/** Attributes of whatever type, each of which needs a right. */
const EVERY_OPTION = {
  ...ROLE,
  function_name: "shop-dev-Function",
  resource_id: "function:shop-dev-Function:live",
  role: "arn:aws:iam::123456789012:role/shop-dev-Role",
  kms_key_arn: "arn:aws:kms:eu-west-1:123456789012:key/1",
  vpc_config: { subnet_ids: ["s"] },
  s3_bucket: "code",
  s3_key: "code.zip",
  image_uri: "123456789012.dkr.ecr.eu-west-1.amazonaws.com/shop:1",
  layers: ["arn:aws:lambda:eu-west-1:123456789012:layer:one:1"],
  code_signing_config_arn: "arn:aws:lambda:eu-west-1:123456789012:code-signing-config:csc-1",
  access_log_settings: { destination_arn: "arn" },
  kms_key_id: "arn:aws:kms:eu-west-1:123456789012:key/1",
  key_id: "arn:aws:kms:eu-west-1:123456789012:key/1",
  bucket: "shop-dev-bucket",
  force_destroy: true,
  role_arn: "arn:aws:iam::123456789012:role/shop-dev-Role",
  sms_configuration: { sns_caller_arn: "arn:aws:iam::123456789012:role/shop-dev-Role" },
};
