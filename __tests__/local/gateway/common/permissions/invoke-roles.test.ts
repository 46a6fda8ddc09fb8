import { InvokePermissions } from "../../../../../local/gateway/common/permissions/invoke-permissions";
import { plainStack, type PlainResources } from "../../../lambda/support/plain-stack";

type Block = PlainResources[string];

const ARN = "arn:aws:lambda:eu-west-1:123456789012:function:fn";
const ROLE = "arn:aws:iam::123456789012:role/invoker";
const document = (...Statement: object[]) => JSON.stringify({ Version: "2012-10-17", Statement });
const INVOKE = { Effect: "Allow", Action: "lambda:InvokeFunction", Resource: ARN };
const INVOKING = document(INVOKE);
const LOGGING = document({ ...INVOKE, Action: "logs:*", Resource: "*" });
const TRUST = {
  Effect: "Allow",
  Principal: { Service: "apigateway.amazonaws.com" },
  Action: "sts:AssumeRole",
};
const BASIC = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole";

/** Why a REST API may not invoke the function by the role `invoker`. */
function check(
  role: Block,
  resources: PlainResources = {},
  credentials = ROLE,
): { denial: string | undefined; warnings: readonly string[] } {
  const permissions = new InvokePermissions(
    plainStack("/", {
      "aws_lambda_function.fn": { function_name: "fn" },
      "aws_iam_role.invoker": { name: "invoker", assume_role_policy: document(TRUST), ...role },
      ...resources,
    }),
  );
  const denialOf = permissions.checkFor(
    {
      api: { address: "aws_api_gateway_rest_api.api", executionArn: "arn:aws:execute-api:::api1" },
      address: "aws_api_gateway_integration.fn",
      method: "GET",
      path: "/",
      uri: ARN,
      credentials,
    },
    [{ name: "dev", variables: {} }],
  );
  // Warnings are known before the first request.
  const { warnings } = permissions;
  return { denial: denialOf("dev", "GET", ARN), warnings };
}

const ALLOWED = { denial: undefined, warnings: [] };
const MISSING = `aws_iam_role.invoker may not invoke ${ARN}: no policy of the stack allows it. Add ${JSON.stringify(INVOKE)}.`;

test("a role without a policy may not invoke the function, and the denial says what to add", () => {
  expect(check({})).toEqual({ denial: MISSING, warnings: [] });
});

test("a permission for API Gateway doesn't help an integration with a role", () => {
  const permission = {
    function_name: "fn",
    action: "lambda:*",
    principal: "apigateway.amazonaws.com",
  };

  expect(check({}, { "aws_lambda_permission.api": permission }).denial).toBe(MISSING);
});

test("a permission for the role lets it invoke the function", () => {
  const permission = { function_name: "fn", action: "lambda:InvokeFunction", principal: ROLE };

  expect(check({}, { "aws_lambda_permission.role": permission })).toEqual(ALLOWED);
});

const OWN_POLICY: PlainResources = {
  "aws_iam_policy.invoke": { name: "invoke", policy: INVOKING },
};

test.each<[form: string, role: Block, resources: PlainResources]>([
  ["an inline policy", { inline_policy: { name: "invoke", policy: INVOKING } }, {}],
  ["aws_iam_role_policy", {}, { "aws_iam_role_policy.p": { role: "invoker", policy: INVOKING } }],
  [
    "aws_iam_role_policy_attachment",
    {},
    {
      ...OWN_POLICY,
      "aws_iam_role_policy_attachment.p": {
        role: "${aws_iam_role.invoker.name}",
        policy_arn: "${aws_iam_policy.invoke.arn}",
      },
    },
  ],
  [
    "aws_iam_policy_attachment",
    {},
    {
      ...OWN_POLICY,
      "aws_iam_policy_attachment.p": {
        roles: ["other", "invoker"],
        policy_arn: "${aws_iam_policy.invoke.arn}",
      },
    },
  ],
  [
    "aws_iam_role_policy_attachments_exclusive",
    {},
    {
      ...OWN_POLICY,
      "aws_iam_role_policy_attachments_exclusive.p": {
        role_name: "invoker",
        policy_arns: ["${aws_iam_policy.invoke.arn}"],
      },
    },
  ],
  ["managed_policy_arns", { managed_policy_arns: ["${aws_iam_policy.invoke.arn}"] }, OWN_POLICY],
  [
    "a policy of AWS",
    { managed_policy_arns: ["arn:aws:iam::aws:policy/service-role/AWSLambdaRole"] },
    {},
  ],
  [
    "a data source",
    {},
    {
      "data.aws_iam_policy_document.p": {
        statement: { actions: ["lambda:InvokeFunction"], resources: [ARN] },
      },
      "aws_iam_role_policy.p": {
        role: "invoker",
        policy: "${data.aws_iam_policy_document.p.json}",
      },
    },
  ],
])("a role may invoke the function by %s", (_form, role, resources) => {
  expect(check(role, resources)).toEqual(ALLOWED);
});

test.each<[what: string, role: Block, resources: PlainResources]>([
  ["another role", {}, { "aws_iam_role_policy.p": { role: "other", policy: INVOKING } }],
  ["logs", { inline_policy: { name: "logs", policy: LOGGING } }, {}],
  ["an execution role", { managed_policy_arns: [BASIC] }, {}],
  [
    "other versions",
    { inline_policy: { name: "p", policy: document({ ...INVOKE, Resource: `${ARN}:*` }) } },
    {},
  ],
  [
    "inline policies that are not in the exclusive list",
    { inline_policy: { name: "invoke", policy: INVOKING } },
    { "aws_iam_role_policies_exclusive.p": { role_name: "invoker", policy_names: ["logs"] } },
  ],
  [
    "attachments that are not in the exclusive list",
    { managed_policy_arns: ["${aws_iam_policy.invoke.arn}"] },
    {
      ...OWN_POLICY,
      "aws_iam_role_policy_attachments_exclusive.p": { role_name: "invoker", policy_arns: [BASIC] },
    },
  ],
])("a policy for %s doesn't let it", (_what, role, resources) => {
  expect(check(role, resources)).toEqual({ denial: MISSING, warnings: [] });
});

const invokes = { inline_policy: { name: "invoke", policy: INVOKING } };

test("a statement that denies the invocation wins", () => {
  const policy = document({ ...INVOKE, Effect: "Deny", Resource: "*" });

  const { denial } = check(invokes, { "aws_iam_role_policy.no": { role: "invoker", policy } });

  expect(denial).toContain(
    `aws_iam_role.invoker may not invoke ${ARN}: a policy statement denies it.`,
  );
});

test("a permissions boundary limits what the policies allow", () => {
  const boundary = { permissions_boundary: "${aws_iam_policy.boundary.arn}" };
  const policyOf = (policy: string) => ({ "aws_iam_policy.boundary": { name: "b", policy } });

  expect(check({ ...invokes, ...boundary }, policyOf(LOGGING)).denial).toContain(
    "has a permissions boundary",
  );
  expect(check({ ...invokes, ...boundary }, policyOf(INVOKING))).toEqual(ALLOWED);
});

test.each<[what: string, trust: object]>([
  ["another service", { ...TRUST, Principal: { Service: "lambda.amazonaws.com" } }],
  // API Gateway sends neither when it assumes a role.
  ["API Gateway of a source", { ...TRUST, Condition: { ArnLike: { "aws:SourceArn": "arn:*" } } }],
  [
    "API Gateway of an account",
    { ...TRUST, Condition: { StringEquals: { "aws:SourceAccount": "123456789012" } } },
  ],
])("a role that trusts %s can't be assumed by API Gateway", (_what, trust) => {
  expect(check({ ...invokes, assume_role_policy: document(trust) }).denial).toBe(
    `aws_iam_role.invoker can't be assumed by API Gateway: no policy of the stack allows it. Add ${JSON.stringify(TRUST)}.`,
  );
});

test("a role outside the stack is assumed to be allowed, with a warning", () => {
  const foreign = "arn:aws:iam::123456789012:role/elsewhere";

  expect(check({}, {}, foreign)).toEqual({
    denial: undefined,
    warnings: [
      `${foreign} is not a role of this stack: the local runner assumes that it may invoke ${ARN}.`,
    ],
  });
});

test("a policy outside the stack is assumed to allow, with a warning that names it", () => {
  const foreign = "arn:aws:iam::123456789012:policy/elsewhere";

  expect(check({ managed_policy_arns: [BASIC, foreign] })).toEqual({
    denial: undefined,
    warnings: [
      `${foreign}: the local runner doesn't know this policy and assumes that it allows lambda:InvokeFunction on ${ARN}.`,
    ],
  });
});

test("a policy outside the stack causes no warning if another one allows the invocation", () => {
  const foreign = "arn:aws:iam::123456789012:policy/elsewhere";

  expect(check({ ...invokes, managed_policy_arns: [foreign] })).toEqual(ALLOWED);
});

test("a policy that only an apply can resolve is assumed to allow, with a warning", () => {
  const policy = document({ ...INVOKE, Resource: "${module.fn.arn}" });

  const { denial, warnings } = check({}, { "aws_iam_role_policy.p": { role: "invoker", policy } });

  expect(denial).toBeUndefined();
  expect(warnings).toEqual([
    expect.stringContaining("aws_iam_role_policy.p: the local runner doesn't know this policy"),
  ]);
});

test("a policy attached to a role that only an apply knows is assumed to be this role's", () => {
  const unknown = { role: "${module.roles.name}", policy: LOGGING };

  const { denial, warnings } = check({}, { "aws_iam_role_policy.p": unknown });

  expect(denial).toBeUndefined();
  expect(warnings).toEqual([
    expect.stringContaining("aws_iam_role_policy.p: the local runner doesn't know this policy"),
  ]);
});

test("roles and policies of other names are left alone, even if only an apply knows them", () => {
  const unknown = { name: "${module.names.x}", policy: INVOKING };

  const { denial } = check({}, { "aws_iam_role.other": unknown, "aws_iam_policy.other": unknown });

  expect(denial).toBe(MISSING);
});

test("the caller's credentials don't let an unknown caller invoke a function", () => {
  expect(check({}, {}, "arn:aws:iam::*:user/*").denial).toContain(
    "aws_api_gateway_integration.fn invokes the function with the caller's credentials",
  );
});
