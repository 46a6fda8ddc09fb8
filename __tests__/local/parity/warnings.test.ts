import { parityWarnings } from "../../../local/parity";
import { resolved } from "../terraform/support";

/** The warnings for resources by type and name, and for the rest of a configuration. */
const warningsOf = (resource: object, rest: object = {}) =>
  parityWarnings(resolved({ resource, ...rest }));

const unknown = (path: string, type: string) =>
  `the local runner doesn't know the attribute ${path} of ${type}; it has no effect locally.`;

test("an unknown attribute causes one warning, which names every resource that sets it", () => {
  const setting = { tenancy_config: { tenant_isolation_mode: "PER_TENANT" } };

  expect(warningsOf({ aws_lambda_function: { a: setting, b: setting, c: {} } })).toEqual([
    `${unknown("tenancy_config", "aws_lambda_function")}\n  aws_lambda_function.a\n  aws_lambda_function.b`,
  ]);
});

test.each([
  ["functoin_name", {}, "; did you mean function_name?"],
  ["functoin_name", { function_name: "f" }, "."],
  ["zone_identifier", {}, "."],
])("the unknown attribute %s beside %j ends with %s", (name, others, end) => {
  const [warning] = warningsOf({ aws_lambda_permission: { p: { [name]: "x", ...others } } });

  expect(warning).toBe(
    unknown(name, "aws_lambda_permission").replace(/\.$/, `${end}\n  aws_lambda_permission.p`),
  );
});

test("an unknown attribute is found in a block, also in a dynamic one", () => {
  const cors_configuration = { allow_origins: ["*"], made_up: 1 };
  const content = { log_format: "JSON", made_up: "x" };
  const dynamic = { logging_config: { for_each: [1], content } };

  expect(
    warningsOf({
      aws_apigatewayv2_api: { a: { cors_configuration } },
      aws_lambda_function: { f: { dynamic } },
    }),
  ).toEqual([
    `${unknown("cors_configuration.made_up", "aws_apigatewayv2_api")}\n  aws_apigatewayv2_api.a`,
    `${unknown("logging_config.made_up", "aws_lambda_function")}\n  aws_lambda_function.f`,
  ]);
});

test("an unknown attribute without a value, and a block that isn't generated, cause no warning", () => {
  const dynamic = { tenancy_config: { for_each: [], content: {} } };
  const made_up = "${var.unset}";

  expect(
    warningsOf(
      { aws_lambda_function: { f: { made_up, dynamic } } },
      { variable: { unset: { default: null } } },
    ),
  ).toEqual([]);
});

test("layers of AWS's extensions cause one warning, and other layers none", () => {
  const insights = "arn:aws:lambda:eu-west-1:580247275435:layer:LambdaInsightsExtension:46";
  const mine = "arn:aws:lambda:eu-west-1:123456789012:layer:mine:1";

  const [warning, ...others] = warningsOf({
    aws_lambda_function: {
      a: { layers: [mine, insights] },
      b: { layers: [insights] },
      c: { layers: [mine] },
    },
  });

  expect(others).toEqual([]);
  expect(warning).toMatch(
    /^layers of AWS's extensions are left out locally.*\n  aws_lambda_function\.a\n  aws_lambda_function\.b$/,
  );
});

test("an attribute named like a property of every object is unknown", () => {
  expect(warningsOf({ aws_lambda_function: { f: { constructor: 1 } } })).toEqual([
    `${unknown("constructor", "aws_lambda_function")}\n  aws_lambda_function.f`,
  ]);
});

test("null values and Terraform's meta-arguments are not attributes", () => {
  const lifecycle = { create_before_destroy: true };
  const fn = { tenancy_config: null, lifecycle, depends_on: [], provider: "aws", "//": {} };

  expect(warningsOf({ aws_lambda_function: { f: fn } })).toEqual([]);
});

test.each(["aws_made_up", "constructor", "docker_image"])(
  "a resource type that nobody knows causes one warning: %s",
  (type) => {
    expect(warningsOf({ [type]: { a: { x: 1 }, b: {} } })).toEqual([
      `the local runner doesn't know the resource type ${type}; it has no effect locally.\n  ${type}.a\n  ${type}.b`,
    ]);
  },
);

test.each(["aws_lambda_invocation", "aws_pipes_pipe", "aws_sfn_state_machine"])(
  "%s, which invokes functions on AWS, causes a warning",
  (type) => {
    expect(warningsOf({ [type]: { x: {} } })).toEqual([
      expect.stringMatching(`locally.*\n  ${type}\\.x$`),
    ]);
  },
);

const FUNCTION_ARN = "arn:aws:lambda:us-east-1:123456789012:function:f";
const QUEUE_ARN = "arn:aws:sqs:us-east-1:123456789012:q";

test.each<[string, object, object]>([
  [
    "aws_cloudwatch_metric_alarm",
    { alarm_actions: [FUNCTION_ARN] },
    { alarm_actions: [QUEUE_ARN] },
  ],
  ["aws_cognito_user_pool", { lambda_config: { pre_sign_up: FUNCTION_ARN } }, { name: "users" }],
  [
    "aws_cloudwatch_log_subscription_filter",
    { destination_arn: FUNCTION_ARN },
    { destination_arn: QUEUE_ARN },
  ],
  ["aws_lb_target_group", { target_type: "lambda" }, { target_type: "ip" }],
])("%s causes a warning only if it invokes a function", (type, invoking, other) => {
  expect(warningsOf({ [type]: { x: invoking } })).toHaveLength(1);
  expect(warningsOf({ [type]: { x: other } })).toEqual([]);
});

test("settings that can't change a response cause no warning", () => {
  const resource = {
    aws_cloudwatch_log_group: { g: { retention_in_days: 14 } },
    aws_dynamodb_table: { t: { hash_key: "id" } },
    aws_iam_role_policy_attachment: { a: {} },
    aws_instance: { i: {} },
    aws_lambda_function: { f: { description: "x", tags: { a: "b" }, tracing_config: {} } },
    aws_s3_bucket: { b: {} },
    random_id: { r: { byte_length: 4 } },
  };
  const data = { aws_caller_identity: { me: {} }, http: { page: {} } };

  expect(warningsOf(resource, { data })).toEqual([]);
});

test("settings with an effect on AWS but not locally cause a warning", () => {
  const settings = { lambda_config: { pre_sign_up: FUNCTION_ARN } };

  expect(warningsOf({ aws_cognito_user_pool: { a: settings, b: settings } })).toEqual([
    "Cognito doesn't invoke functions locally.\n  aws_cognito_user_pool.a\n  aws_cognito_user_pool.b",
  ]);
});

test("a warning about many resources names ten of them and counts the others", () => {
  const names = Array.from({ length: 12 }, (_, at) => `s${at}`);
  const apis = Object.fromEntries(names.map((name) => [name, { minimum_compression_size: "9" }]));

  const [warning = ""] = warningsOf({ aws_api_gateway_rest_api: apis });

  expect(warning.split("\n").slice(-2)).toEqual(["  aws_api_gateway_rest_api.s9", "  and 2 more"]);
});

test("a value that means the same as omitting the setting causes no warning", () => {
  const variable = { off: { default: null } };

  expect(
    warningsOf(
      {
        aws_api_gateway_rest_api: {
          a: { minimum_compression_size: "-1" },
          b: { minimum_compression_size: "${var.off}" },
        },
        aws_apigatewayv2_stage: {
          s: { default_route_settings: { detailed_metrics_enabled: true } },
        },
        aws_lambda_alias: { a: { function_version: "$LATEST" } },
      },
      { variable },
    ),
  ).toEqual([]);
});

test("settings of a REST API without an effect locally cause warnings", () => {
  const settings = { throttling_rate_limit: 10, caching_enabled: true, metrics_enabled: true };

  expect(
    warningsOf({
      aws_api_gateway_rest_api: { a: { minimum_compression_size: "1024" } },
      aws_api_gateway_method_settings: { m: { settings } },
    }),
  ).toEqual(["minimum_compression_size has no effect locally.\n  aws_api_gateway_rest_api.a"]);
});

test("an alias of an earlier version, whose code is unknown, causes a warning", () => {
  expect(warningsOf({ aws_lambda_alias: { a: { function_version: "3" } } })).toEqual([
    "aliases of earlier versions run the current code locally.\n  aws_lambda_alias.a",
  ]);
});

test("of an alias with for_each, the version of each instance counts", () => {
  const alias = (c: number) => ({
    a: { for_each: { a: 1, b: 1, c }, function_version: "${each.value}" },
  });

  expect(warningsOf({ aws_lambda_alias: alias(1) })).toEqual([]);
  expect(warningsOf({ aws_lambda_alias: alias(2) })).toEqual([
    "aliases of earlier versions run the current code locally.\n  aws_lambda_alias.a",
  ]);
});

test("provisioners, which the runner doesn't run, cause a warning on any type", () => {
  const provisioner = { "local-exec": { command: "make" } };

  expect(
    warningsOf({
      null_resource: { n: { provisioner } },
      aws_lambda_function: { f: { provisioner } },
    }),
  ).toEqual(["provisioners don't run locally.\n  null_resource.n\n  aws_lambda_function.f"]);
});

test("a table that is made from a backup starts empty locally, which causes a warning", () => {
  const restored = { name: "t", restore_source_name: "s" };

  expect(warningsOf({ aws_dynamodb_table: { t: restored } })).toEqual([
    "tables start empty locally.\n  aws_dynamodb_table.t",
  ]);
});

test("a block with for_each or count causes one warning, or none if it has no instances", () => {
  const made_up = "${each.key}";

  expect(
    warningsOf({
      aws_lambda_function: { f: { for_each: { a: 1, b: 2 }, made_up }, off: { count: 0, made_up } },
      aws_made_up: { unresolved: { for_each: "${data.http.page.body}" } },
    }),
  ).toEqual([
    `${unknown("made_up", "aws_lambda_function")}\n  aws_lambda_function.f`,
    expect.stringMatching(/\n {2}aws_made_up\.unresolved$/),
  ]);
});

test("a setting that can't be resolved may have an effect, so it causes a warning", () => {
  const api = { minimum_compression_size: "${data.http.page.body}" };

  expect(
    warningsOf({ aws_api_gateway_rest_api: { a: api } }, { data: { http: { page: {} } } }),
  ).toEqual(["minimum_compression_size has no effect locally.\n  aws_api_gateway_rest_api.a"]);
});
