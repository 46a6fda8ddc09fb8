import { compare } from "../../../../local/review/compare";
import type { PlainResources } from "../../lambda/support/plain-stack";
import { lambdaFunction, side } from "../support/sides";

const TABLE = {
  "aws_dynamodb_table.pets": { name: "pets", arn: "arn:aws:dynamodb:eu-west-1:1:table/pets" },
};

/** The function Pets, whose role has the statements. */
function role(...statements: object[]): PlainResources {
  return {
    ...TABLE,
    ...lambdaFunction("Pets", { role: "${aws_iam_role.r.arn}" }),
    "aws_iam_role.r": { name: "r", assume_role_policy: '{"Statement":[]}' },
    "aws_iam_role_policy.p": {
      role: "${aws_iam_role.r.name}",
      policy: JSON.stringify({ Statement: statements }),
    },
  };
}

const allow = (Action: string | string[], Resource: string | string[], more: object = {}) => ({
  Effect: "Allow",
  Action,
  Resource,
  ...more,
});
const READ = allow(["dynamodb:GetItem", "dynamodb:Query"], "${aws_dynamodb_table.pets.arn}");

async function permissions(before: PlainResources, after: PlainResources) {
  return (await compare(side(before), side(after))).permissions;
}

test("a new action is shown with its function and the resource's address", async () => {
  const write = allow("dynamodb:PutItem", "${aws_dynamodb_table.pets.arn}/index/*");

  expect(await permissions(role(READ), role(READ, write))).toEqual([
    {
      change: "widened",
      who: "Pets",
      effect: "Allow",
      actions: ["dynamodb:PutItem"],
      resources: ["aws_dynamodb_table.pets/index/*"],
      conditions: [],
      isWildcard: false,
    },
  ]);
});

test.each([
  [
    "order, lists and case",
    role(allow(["DynamoDB:Query", "dynamodb:GetItem"], ["${aws_dynamodb_table.pets.arn}"])),
  ],
  [
    "two statements",
    role(
      allow("dynamodb:GetItem", "${aws_dynamodb_table.pets.arn}"),
      allow("dynamodb:Query", "${aws_dynamodb_table.pets.arn}", { Sid: "Other" }),
    ),
  ],
  [
    "a literal ARN",
    role(allow(["dynamodb:GetItem", "dynamodb:Query"], "arn:aws:dynamodb:eu-west-1:1:table/pets")),
  ],
])("%s make no difference", async (_, after) => {
  expect(await permissions(role(READ), after)).toEqual([]);
});

test("a policy document of a data source is the same as a literal one", async () => {
  const statement = {
    actions: ["dynamodb:GetItem", "dynamodb:Query"],
    resources: ["${aws_dynamodb_table.pets.arn}"],
  };
  const after = {
    ...role(),
    "data.aws_iam_policy_document.d": { statement },
    "aws_iam_role_policy.p": { role: "r", policy: "${data.aws_iam_policy_document.d.json}" },
  };

  expect(await permissions(role(READ), after)).toEqual([]);
});

test("what a wildcard already covers isn't widened, and giving the wildcard up is narrowed", async () => {
  const all = allow("dynamodb:*", "*");
  const changes = await permissions(role(all), role(READ));

  expect(changes.map(({ change, actions, isWildcard }) => [change, actions, isWildcard])).toEqual([
    ["narrowed", ["dynamodb:*"], true],
  ]);
});

test("a condition that is dropped widens, and its value isn't shown", async () => {
  const Condition = { IpAddress: { "aws:SourceIp": "10.0.0.0/8" } };
  const before = role(allow("s3:GetObject", "*", { Condition }));
  const changes = await permissions(before, role(allow("s3:GetObject", "*")));

  expect(changes.map(({ change, conditions }) => [change, conditions])).toEqual([["widened", []]]);
  expect(await permissions(role(), before)).toEqual([
    expect.objectContaining({ conditions: ["aws:SourceIp"] }),
  ]);
});

test("a denial that is dropped widens, and a new one narrows", async () => {
  const deny = { Effect: "Deny", Action: "s3:*", Resource: "*" };
  const changes = async (before: PlainResources, after: PlainResources) =>
    (await permissions(before, after)).map(({ change, effect }) => [change, effect]);

  expect(await changes(role(deny), role())).toEqual([["widened", "Deny"]]);
  expect(await changes(role(), role(deny))).toEqual([["narrowed", "Deny"]]);
});

test("an attached policy and a managed one are permissions of the function", async () => {
  const attached = {
    ...role(),
    "aws_iam_policy.own": { name: "own", policy: JSON.stringify({ Statement: [READ] }) },
    "aws_iam_role_policy_attachment.own": {
      role: "r",
      policy_arn: "${aws_iam_policy.own.arn}",
    },
    "aws_iam_role_policy_attachment.aws": {
      role: "r",
      policy_arn: "arn:aws:iam::aws:policy/AdministratorAccess",
    },
  };
  const changes = await permissions(role(), attached);

  expect(changes.map(({ who, actions, isWildcard }) => [who, actions, isWildcard])).toEqual([
    ["Pets", ["dynamodb:GetItem", "dynamodb:Query"], false],
    ["Pets", ["policy AdministratorAccess"], true],
  ]);
});

test("everything but some actions is a wildcard", async () => {
  const but = { Effect: "Allow", NotAction: "iam:*", Resource: "*" };
  const [change] = await permissions(role(), role(but));

  expect(change).toEqual(expect.objectContaining({ actions: ["not iam:*"], isWildcard: true }));
});

test("a trust policy shows who may assume the role", async () => {
  const trusting = (Service: string): PlainResources => ({
    "aws_iam_role.r": {
      name: "r",
      assume_role_policy: JSON.stringify({
        Statement: { Effect: "Allow", Principal: { Service }, Action: "sts:AssumeRole" },
      }),
    },
  });
  const changes = await permissions(
    trusting("lambda.amazonaws.com"),
    trusting("ec2.amazonaws.com"),
  );

  expect(changes.map(({ change, who, resources }) => [change, who, resources])).toEqual([
    ["widened", "ec2.amazonaws.com", ["aws_iam_role.r"]],
    ["narrowed", "lambda.amazonaws.com", ["aws_iam_role.r"]],
  ]);
});

test("a bucket's policy shows who may use the bucket, and everybody is a wildcard", async () => {
  const bucket = (Principal: string): PlainResources => ({
    "aws_s3_bucket.b": { bucket: "b" },
    "aws_s3_bucket_policy.b": {
      bucket: "b",
      policy: JSON.stringify({
        Statement: allow("s3:GetObject", "${aws_s3_bucket.b.arn}/*", { Principal }),
      }),
    },
  });
  const changes = await permissions({}, bucket("*"));

  expect(changes.map(({ who, resources, isWildcard }) => [who, resources, isWildcard])).toEqual([
    ["*", ["aws_s3_bucket.b/*"], true],
  ]);
});

describe("a Lambda permission", () => {
  const permission = (source: string, qualifier?: string): PlainResources => ({
    ...lambdaFunction("Pets"),
    "aws_apigatewayv2_api.web": { name: "web", protocol_type: "HTTP" },
    "aws_lambda_permission.p": {
      action: "lambda:InvokeFunction",
      function_name: "${aws_lambda_function.Pets.function_name}",
      principal: "apigateway.amazonaws.com",
      source_arn: `\${aws_apigatewayv2_api.web.execution_arn}/${source}`,
      ...(qualifier && { qualifier }),
    },
  });

  test("is widened when its source ARN is", async () => {
    const changes = await permissions(permission("*/GET/pets"), permission("*/*"));

    expect(changes).toEqual([
      {
        change: "widened",
        who: "apigateway.amazonaws.com",
        effect: "Allow",
        actions: ["lambda:InvokeFunction"],
        resources: ["aws_lambda_function.Pets"],
        source: "aws_apigatewayv2_api.web/*/*",
        conditions: [],
        isWildcard: false,
      },
    ]);
  });

  test("is narrowed when its source ARN is", async () => {
    const changes = await permissions(permission("*/*"), permission("*/GET/pets"));

    expect(changes.map(({ change }) => change)).toEqual(["narrowed"]);
  });

  test("of an alias is another than that of the function", async () => {
    const changes = await permissions(permission("*"), permission("*", "live"));

    expect(changes.map(({ change, resources }) => [change, ...resources])).toEqual([
      ["widened", "aws_lambda_function.Pets:live"],
      ["narrowed", "aws_lambda_function.Pets"],
    ]);
  });

  test("for everybody is a wildcard", async () => {
    const open = {
      "aws_lambda_permission.p": { action: "lambda:*", function_name: "Pets", principal: "*" },
    };

    expect(await permissions({}, open)).toEqual([expect.objectContaining({ isWildcard: true })]);
  });
});
