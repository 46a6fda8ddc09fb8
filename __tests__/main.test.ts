import { Testing } from "cdktf";
import { AccountStack, environments, SystemsStack } from "../main";

type Resources = Record<string, Record<string, Record<string, unknown>>>;

function synth(environment: keyof typeof environments): Resources {
  const app = Testing.app({ outdir: "cdktf.out" });
  const stack = new SystemsStack(app, environment);
  return (JSON.parse(Testing.synth(stack)) as { resource: Resources }).resource;
}

const dev = synth("dev");
const prod = synth("prod");

/** The only resource of the type whose name begins so. */
function one(resources: Resources, type: string, start: string): Record<string, unknown> {
  const found = Object.entries(resources[type] ?? {}).filter(([name]) => name.startsWith(start));
  expect(found.map(([name]) => name)).toHaveLength(1);
  return found[0]?.[1] ?? {};
}

function operation(system: string, path: string, method: string): Record<string, unknown> {
  const { body } = one(dev, "aws_api_gateway_rest_api", system);
  const { paths } = JSON.parse(String(body)) as { paths: Record<string, Record<string, unknown>> };
  return paths[path]?.[method] as Record<string, unknown>;
}

describe("hello", () => {
  test("is an arm64 Python function behind an HTTP API that assumes a role", () => {
    expect(one(dev, "aws_lambda_function", "hello_")).toMatchObject({
      architectures: ["arm64"],
      handler: "index.lambda_handler",
      runtime: "python3.13",
    });
    expect(one(dev, "aws_apigatewayv2_api", "hello_")).toMatchObject({
      name: "HttpApi.dev",
      protocol_type: "HTTP",
    });
    expect(one(dev, "aws_apigatewayv2_stage", "hello_")).toMatchObject({
      name: "$default",
      auto_deploy: true,
    });
    expect(one(dev, "aws_apigatewayv2_route", "hello_")).toMatchObject({ route_key: "GET /" });
  });

  test("integrates by proxy, format 2.0, with credentials", () => {
    expect(one(dev, "aws_apigatewayv2_integration", "hello_")).toMatchObject({
      integration_type: "AWS_PROXY",
      connection_type: "INTERNET",
      integration_method: "POST",
      payload_format_version: "2.0",
      credentials_arn: expect.stringContaining("aws_iam_role.hello_") as string,
    });
  });
});

test("lambda-api is a REST API with one proxy method, named and invoked by a role", () => {
  expect(one(dev, "aws_lambda_function", "lambda-api_")).toMatchObject({
    memory_size: 256,
    timeout: 60,
    handler: "index.handler",
  });
  expect(one(dev, "aws_api_gateway_rest_api", "lambda-api_")).toMatchObject({
    description: "An API Gateway with a Lambda Integration",
    api_key_source: "HEADER",
    endpoint_configuration: { types: ["EDGE"] },
  });
  expect(one(dev, "aws_api_gateway_stage", "lambda-api_")).toMatchObject({
    stage_name: "v0",
    description: "Lambda API Stage v0",
  });
  expect(operation("lambda-api_", "/lambda", "post")).toMatchObject({
    operationId: "lambda",
    "x-amazon-apigateway-integration": {
      type: "aws_proxy",
      httpMethod: "POST",
      passthroughBehavior: "when_no_match",
      timeoutInMillis: 29000,
      credentials: expect.stringContaining("aws_iam_role.lambda-api_") as string,
    },
  });
});

test("sample01 selects its 400 response by the error's text and logs at INFO", () => {
  expect(operation("sample01_", "/{hoge}", "get")).toMatchObject({
    "x-amazon-apigateway-integration": {
      type: "aws",
      httpMethod: "POST",
      responses: {
        default: { statusCode: "200", responseTemplates: { "application/json": "" } },
        "^\\[400:.*": { statusCode: "400" },
      },
    },
  });
  expect(one(dev, "aws_api_gateway_method_settings", "sample01_")).toMatchObject({
    method_path: "*/*",
    settings: { logging_level: "INFO" },
  });
  expect(one(dev, "aws_api_gateway_stage", "sample01_")).toMatchObject({ stage_name: "snapshot" });
});

test("account-settings is traced, and invoked by a permission for this API and account", () => {
  expect(one(dev, "aws_lambda_function", "account-settings_")).toMatchObject({
    runtime: "nodejs22.x",
    tracing_config: { mode: "Active" },
  });
  expect(one(dev, "aws_api_gateway_stage", "account-settings_")).toMatchObject({
    stage_name: "dev",
    xray_tracing_enabled: true,
  });
  expect(one(dev, "aws_lambda_permission", "account-settings_")).toMatchObject({
    action: "lambda:InvokeFunction",
    principal: "apigateway.amazonaws.com",
    source_arn: expect.stringContaining("execution_arn") as string,
    source_account: expect.stringContaining("account_id") as string,
  });
});

test("dev and prod have the same resources under names that never meet", () => {
  const names = (resources: Resources) =>
    Object.values(resources["aws_lambda_function"] ?? {}).map((f) => String(f["function_name"]));

  expect(Object.keys(dev)).toEqual(Object.keys(prod));
  expect(names(dev)).toHaveLength(4);
  expect(names(dev).filter((name) => names(prod).includes(name))).toEqual([]);
});

test("prod keeps its logs for a year, dev for two weeks", () => {
  const days = (resources: Resources) => [
    ...new Set(
      Object.values(resources["aws_cloudwatch_log_group"] ?? {}).map((g) => g["retention_in_days"]),
    ),
  ];

  expect(days(dev)).toEqual([14]);
  expect(days(prod)).toEqual([365]);
});

test("the account's logging role is made by the account stack alone (trap: one role an account)", () => {
  const account = new AccountStack(Testing.app({ outdir: "cdktf.out" }));
  const made = JSON.parse(Testing.synth(account)) as { resource: Resources };

  expect(Object.keys(made.resource)).toContain("aws_api_gateway_account");
  expect(Object.keys({ ...dev, ...prod })).not.toContain("aws_api_gateway_account");
});
