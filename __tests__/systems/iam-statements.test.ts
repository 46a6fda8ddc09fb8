import { Testing } from "cdktf";
import { AccountStack, environments, SystemsStack } from "../../main";

interface Statement {
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
}

interface Synthesised {
  readonly resource: Readonly<
    Record<string, Readonly<Record<string, { readonly policy?: string }>>>
  >;
}

/** Actions that AWS can't limit to a resource. */
const WITHOUT_RESOURCE = new Set([
  "lambda:GetAccountSettings",
  "xray:PutTelemetryRecords",
  "xray:PutTraceSegments",
]);

/** Actions with the resources that have no other name. */
const WILDCARDS = [
  /^logs:\w+ [^*]+:\*$/,
  /^execute-api:ManageConnections [^*]+\.execution_arn\}\/\w+\/\*\/@connections\/\*$/,
];

const names = Object.keys(environments) as (keyof typeof environments)[];
const stacks = {
  ...Object.fromEntries(
    names.map((name) => [name, () => new SystemsStack(Testing.app(), name)] as const),
  ),
  account: () => new AccountStack(Testing.app()),
};

/** Every action that a policy of a stack allows, with its resource and the policy's address. */
function allowedIn(stack: SystemsStack | AccountStack) {
  const { resource } = JSON.parse(Testing.synth(stack)) as Synthesised;
  return Object.entries(resource)
    .filter(([type]) => /^aws_iam_.*policy$/.test(type))
    .flatMap(([type, named]) =>
      Object.entries(named).flatMap(([name, { policy }]) =>
        (JSON.parse(policy ?? '{"Statement":[]}') as { Statement: Statement[] }).Statement.flatMap(
          ({ Effect, Action, Resource }) =>
            [Action]
              .flat()
              .flatMap((action) =>
                [Resource].flat().map((on) => ({ address: `${type}.${name}`, Effect, action, on })),
              ),
        ),
      ),
    );
}

describe.each(Object.entries(stacks))("the IAM statements of %s", (_name, build) => {
  const allowed = allowedIn(build());

  test("allow actions by their whole names", () => {
    expect(allowed.filter(({ action }) => action.includes("*"))).toEqual([]);
  });

  test("name their resources, unless AWS can't limit the action to any", () => {
    const broad = allowed.filter(({ on }) => on === "*");

    expect(broad.filter(({ action }) => !WITHOUT_RESOURCE.has(action))).toEqual([]);
  });

  test("have a wildcard for nothing but the streams of a log group and the connections of a stage", () => {
    const wildcards = allowed.filter(({ on }) => on !== "*" && on.includes("*"));

    expect(
      wildcards.filter(
        ({ action, on }) => !WILDCARDS.some((known) => known.test(`${action} ${on}`)),
      ),
    ).toEqual([]);
  });
});

test("the app has statements to look at", () => {
  const actions = names.flatMap((name) => allowedIn(new SystemsStack(Testing.app(), name)));

  expect(new Set(actions.map(({ action }) => action))).toEqual(
    new Set([
      "dynamodb:DeleteItem",
      "dynamodb:GetItem",
      "dynamodb:PutItem",
      "dynamodb:Scan",
      "dynamodb:UpdateItem",
      "execute-api:ManageConnections",
      "lambda:GetAccountSettings",
      "lambda:InvokeFunction",
      "logs:CreateLogStream",
      "logs:PutLogEvents",
      "sns:Publish",
      "sqs:DeleteMessage",
      "sqs:GetQueueAttributes",
      "sqs:ReceiveMessage",
      "sqs:SendMessage",
      "xray:PutTelemetryRecords",
      "xray:PutTraceSegments",
    ]),
  );
});
