import { TerraformStack } from "cdktf";
import type { lambda } from "../../../constructs";
import { HttpApi, HttpLambdaIntegration, LambdaIntegration, RestApi } from "../../../constructs";
import { all } from "../api-gateway/support";
import { hello, only, synth } from "./support";

const FUNCTION = /^\$\{aws_lambda_function\.Hello_\w+\.function_name\}$/;
const ALIAS = "aws_lambda_alias.Hello_Alias-live_";

const synthOf = (fn: lambda.Function) => synth(TerraformStack.of(fn));

test("an alias invokes the current version, which is published", () => {
  const fn = hello();

  fn.addAlias("live");

  const json = synthOf(fn);
  expect(only(json, "aws_lambda_function")).toHaveProperty("publish", true);
  expect(only(json, "aws_lambda_alias")).toEqual({
    name: "live",
    function_name: expect.stringMatching(FUNCTION),
    function_version: expect.stringMatching(/^\$\{aws_lambda_function\.Hello_\w+\.version\}$/),
  });
});

test("a function without aliases publishes no versions", () => {
  expect(only(synthOf(hello()), "aws_lambda_function")).not.toHaveProperty("publish");
});

test("an alias splits its invocations between two versions", () => {
  const fn = hello();

  fn.addAlias("live", { version: "8", weights: { "7": 0.9 }, description: "slowly" });

  expect(only(synthOf(fn), "aws_lambda_alias")).toMatchObject({
    function_version: "8",
    routing_config: { additional_version_weights: { "7": 0.9 } },
    description: "slowly",
  });
});

test("execution environments of an alias are always ready", () => {
  const fn = hello();

  fn.addAlias("live", { provisionedConcurrentExecutions: 5 });

  expect(only(synthOf(fn), "aws_lambda_provisioned_concurrency_config")).toEqual({
    function_name: expect.stringMatching(`{${ALIAS}\\w+.function_name}`),
    qualifier: expect.stringMatching(`{${ALIAS}\\w+.name}`),
    provisioned_concurrent_executions: 5,
  });
});

test("the execution environments of an alias follow its use", () => {
  const fn = hello();

  fn.addAlias("live").addAutoScaling({ maxCapacity: 10, utilizationTarget: 0.5 });

  const json = synthOf(fn);
  expect(only(json, "aws_appautoscaling_target")).toEqual({
    min_capacity: 1,
    max_capacity: 10,
    resource_id: expect.stringMatching(
      `^function:\\${"${"}${ALIAS}\\w+.function_name}:\\${"${"}${ALIAS}\\w+.name}$`,
    ),
    scalable_dimension: "lambda:function:ProvisionedConcurrency",
    service_namespace: "lambda",
  });
  expect(only(json, "aws_appautoscaling_policy")).toMatchObject({
    policy_type: "TargetTrackingScaling",
    target_tracking_scaling_policy_configuration: {
      target_value: 0.5,
      predefined_metric_specification: {
        predefined_metric_type: "LambdaProvisionedConcurrencyUtilization",
      },
    },
  });
});

test.each<[lambda.AutoScalingOptions, string]>([
  [
    { maxCapacity: 0 },
    "maxCapacity is 0; allowed: a whole number from 1 up (execution environments).",
  ],
  [
    { minCapacity: 3, maxCapacity: 2 },
    "maxCapacity is 2; allowed: a whole number from 3 up (execution environments).",
  ],
  [
    { maxCapacity: 2, utilizationTarget: 70 },
    "utilizationTarget is 70; allowed: a number from 0.1",
  ],
])("scaling with %j is refused", (options, message) => {
  expect(() => hello().addAlias("live").addAutoScaling(options)).toThrow(message);
});

test("scaling an alias with a fixed capacity is refused", () => {
  const alias = hello().addAlias("live", { provisionedConcurrentExecutions: 1 });

  expect(() => alias.addAutoScaling({ maxCapacity: 2 })).toThrow(
    "allowed: one setting of the alias's capacity",
  );
});

test("APIs invoke an alias by its own policy, apart from that of the function", () => {
  const fn = hello();
  const stack = TerraformStack.of(fn);
  const alias = fn.addAlias("live");

  new HttpApi(stack, "Http").addRoute("GET /", new HttpLambdaIntegration(alias));
  const rest = new RestApi(stack, "Rest", { stageName: "v1" });
  rest.root.addMethod("GET", new LambdaIntegration(alias));
  rest.root.addMethod("POST", new LambdaIntegration(fn));

  const json = synth(stack);
  const permissions = all(json, "aws_lambda_permission").map(([, permission]) => permission);
  const ofAlias = {
    function_name: expect.stringMatching(`{${ALIAS}\\w+.function_name}`) as string,
    qualifier: expect.stringMatching(`{${ALIAS}\\w+.name}`) as string,
  };
  expect(permissions.filter(({ qualifier }) => qualifier !== undefined)).toEqual([
    expect.objectContaining(ofAlias),
    expect.objectContaining(ofAlias),
  ]);
  expect(permissions).toHaveLength(3);
  expect(only(json, "aws_apigatewayv2_integration").integration_uri).toMatch(
    new RegExp(`{${ALIAS}\\w+.invoke_arn}`),
  );
  expect(only(json, "aws_api_gateway_rest_api").body).toContain(
    "function:shop-dev-Hello:live/invocations",
  );
});

test("a role that an API assumes may invoke the alias only", () => {
  const fn = hello();
  const stack = TerraformStack.of(fn);
  const integration = new HttpLambdaIntegration(fn.addAlias("live"), { credentials: "role" });

  new HttpApi(stack, "Http").addRoute("GET /", integration);

  const policies = all(synth(stack), "aws_iam_role_policy").map(([, { policy }]) => String(policy));
  expect(policies.filter((policy) => policy.includes("lambda:InvokeFunction"))).toEqual([
    expect.stringMatching(new RegExp(`"Resource":\\["\\$\\{${ALIAS}\\w+.arn}"\\]`)),
  ]);
});

test.each<[string, lambda.AliasOptions, string]>([
  ["1", {}, 'dev/Hello/Alias-1: aliasName is "1"; allowed: 1 to 128 letters'],
  ["a b", {}, 'aliasName is "a b"'],
  ["live", { version: "$LATEST" }, 'version is "$LATEST"; allowed: the number of a published'],
  ["live", { weights: {} }, "weights is {}; allowed: one version and its weight"],
  ["live", { weights: { "1": 0.1, "2": 0.1 } }, "allowed: one version and its weight"],
  ["live", { weights: { "1": 10 } }, "weight of version 1 is 10; allowed: a number from 0 to 1"],
  ["live", { weights: { old: 0.1 } }, 'version in weights is "old"'],
  ["live", { provisionedConcurrentExecutions: 0 }, "provisionedConcurrentExecutions is 0"],
])("the alias %s with %j is refused", (name, options, message) => {
  expect(() => hello().addAlias(name, options)).toThrow(message);
});

test.each<[string, (fn: lambda.Function) => unknown]>([
  [
    "provisionedConcurrentExecutions is 1",
    (fn) => fn.addAlias("live", { provisionedConcurrentExecutions: 1 }),
  ],
  [
    'addAutoScaling is {"maxCapacity":2}',
    (fn) => fn.addAlias("live").addAutoScaling({ maxCapacity: 2 }),
  ],
])("%s is refused for a function with SnapStart", (what, act) => {
  expect(() => act(hello({ snapStart: true }))).toThrow(
    `dev/Hello/Alias-live: ${what}; allowed: none, because the function has snapStart.`,
  );
});

test("a second alias of a name is refused", () => {
  const fn = hello();
  fn.addAlias("live");

  expect(() => fn.addAlias("live")).toThrow(
    'dev/Hello: aliasName is "live"; allowed: one alias of each name',
  );
});
