import type { PlanJson } from "../../../../local/terraform/plan/plan-json";
import { sourceAt } from "../../../../local/terraform";
import { stackFolder } from "../support";

type Change = NonNullable<PlanJson["resource_changes"]>[number];
type Configuration = PlanJson["configuration"];
type ResourceConfiguration = NonNullable<NonNullable<Configuration["root_module"]>["resources"]>;

const FUNCTION = "aws_lambda_function.this";
const INTEGRATION = "aws_apigatewayv2_integration.this";

/** A resource to be created, of which an attribute is known only after an apply. */
function change(address: string, unknown: string, known: object = {}): Change {
  const [, module, type = "", name = "", key] =
    /^((?:module\.[^.]+\.)*)(\w+)\.(\w+)(?:\[(.+)\])?$/.exec(address) ?? [];
  return {
    address,
    mode: "managed",
    type,
    name,
    ...(key !== undefined && { index: JSON.parse(key) as string | number }),
    ...(module && { module_address: module.slice(0, -1) }),
    change: {
      actions: ["create"],
      before: null,
      after: known as Change["change"]["after"],
      after_unknown: { [unknown]: true },
    },
  };
}

/** A block whose expressions are those of HCL: a plan has only their references. */
function block(
  address: string,
  expressions: Readonly<Record<string, readonly string[]>>,
  forEach?: readonly string[],
): ResourceConfiguration[number] {
  const entries = Object.entries(expressions).map(([name, references]) => [name, { references }]);
  return {
    address,
    expressions: Object.fromEntries(entries) as object,
    ...(forEach && { for_each_expression: { references: forEach } }),
  } as ResourceConfiguration[number];
}

/** The value of an attribute by the address of its resource, as far as references decide it. */
function values(attribute: string, changes: readonly Change[], configuration: Configuration) {
  const plan = { format_version: "1.2", resource_changes: changes, configuration };
  const folder = stackFolder("{}", { "plan.json": JSON.stringify(plan) });
  const stack = sourceAt(`${folder}/plan.json`, {})
    .read()
    .resolve({ apiUrl: () => "", environment: { AWS_REGION: "eu-west-1" } });
  return Object.fromEntries(
    stack.all().map((resource) => [resource.address, resource.value(attribute)]),
  );
}

/** A function and an integration for each of two keys. */
const PAIRS = ["a", "b"].flatMap((key) => [
  change(`${FUNCTION}["${key}"]`, "arn", { function_name: `fn-${key}` }),
  change(`${INTEGRATION}["${key}"]`, "integration_uri"),
]);

const invokeArn = (name: string) =>
  expect.stringMatching(new RegExp(`:function:${name}/invocations$`)) as string;

test("each instance of a block gets the instance with its key", () => {
  const configuration = {
    root_module: {
      resources: [
        block(FUNCTION, { function_name: ["each.key"] }, ["var.names"]),
        block(INTEGRATION, { integration_uri: [FUNCTION, "each.key"] }, ["var.names"]),
      ],
    },
  };

  expect(values("integration_uri", PAIRS, configuration)).toMatchObject({
    [`${INTEGRATION}["a"]`]: invokeArn("fn-a"),
    [`${INTEGRATION}["b"]`]: invokeArn("fn-b"),
  });
});

test("each.value is the member of what for_each refers to", () => {
  const configuration = {
    root_module: {
      resources: [
        block(FUNCTION, { function_name: ["each.key"] }, ["var.names"]),
        block(INTEGRATION, { integration_uri: ["each.value.invoke_arn", "each.value"] }, [
          FUNCTION,
        ]),
      ],
    },
  };

  expect(values("integration_uri", PAIRS, configuration)).toMatchObject({
    [`${INTEGRATION}["a"]`]: invokeArn("fn-a"),
    [`${INTEGRATION}["b"]`]: invokeArn("fn-b"),
  });
});

test("a value passes through the output of one module and the input of another", () => {
  const changes = [
    change(`module.code["a"].${FUNCTION}`, "arn", { function_name: "fn-a" }),
    change(`module.code["b"].${FUNCTION}`, "arn", { function_name: "fn-b" }),
    change(`module.api[0].${INTEGRATION}`, "integration_uri"),
  ];
  const code = {
    outputs: { target: { expression: { references: [`${FUNCTION}.invoke_arn`, FUNCTION] } } },
    resources: [block(FUNCTION, { function_name: [] })],
  };
  const api = { resources: [block(INTEGRATION, { integration_uri: ["var.uri"] })] };
  const configuration = {
    root_module: {
      module_calls: {
        code: { for_each_expression: { references: ["var.names"] }, module: code },
        api: {
          count_expression: { constant_value: 1 },
          expressions: { uri: { references: ['module.code["b"].target', 'module.code["b"]'] } },
          module: api,
        },
      },
    },
  };

  expect(values("integration_uri", changes, configuration)).toMatchObject({
    [`module.api[0].${INTEGRATION}`]: invokeArn("fn-b"),
  });
});

test.each([
  ["a local value", ["local.uri"], /refers to local\.uri; keep the plan/],
  ["a local value of a for_each", ["each.value"], /refers to local\.uris; keep the plan/],
  ["a resource that the plan doesn't have", ["aws_iam_role.none.arn"], /has no aws_iam_role\.none/],
  ["a module that the plan doesn't have", ["module.none.uri"], /the plan has no module\.none/],
])("%s is refused by its name", (_, references, reason) => {
  const changes = [change(`${INTEGRATION}["a"]`, "integration_uri")];
  const resources = [block(INTEGRATION, { integration_uri: references }, ["local.uris"])];

  expect(() => values("integration_uri", changes, { root_module: { resources } })).toThrow(reason);
});
