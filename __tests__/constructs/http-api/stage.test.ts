import { Token } from "cdktf";
import { Duration } from "../../../constructs/core/duration";
import type { HttpApiProps, HttpStageOptions } from "../../../constructs";
import { AccessLogFormat, HttpLambdaIntegration } from "../../../constructs";
import type { Synthesised } from "../lambda/support";
import { only } from "../lambda/support";
import { fixture, count, synthApi } from "./support";
import { messageOf } from "../message-of";

function stageNamed(json: Synthesised, name: string): Record<string, unknown> {
  const found = Object.values(json.resource.aws_apigatewayv2_stage ?? {}).find(
    (stage) => stage.name === name,
  );
  if (found === undefined) {
    throw new Error(`no stage ${name}`);
  }
  return found;
}

test("every stage logs and throttles unless told otherwise (CKV_AWS_76, CKV_AWS_95)", () => {
  const json = synthApi(({ api }) => api.addStage("v1"));

  for (const name of ["$default", "v1"]) {
    expect(stageNamed(json, name)).toMatchObject({
      auto_deploy: true,
      default_route_settings: { throttling_rate_limit: 1000, throttling_burst_limit: 500 },
      access_log_settings: {
        destination_arn: expect.stringMatching(/^\$\{aws_cloudwatch_log_group\./) as string,
        format: expect.stringContaining('"routeKey":"$context.routeKey"') as string,
      },
    });
  }
});

test("the metrics of each route are for stages that ask for them, because they are billed", () => {
  const json = synthApi(({ api }) => api.addStage("v1", { detailedMetrics: false }), {
    detailedMetrics: true,
  });

  const settings = ["$default", "v1"].map((name) => stageNamed(json, name).default_route_settings);
  expect(settings).toMatchObject([
    { detailed_metrics_enabled: true },
    { detailed_metrics_enabled: false },
  ]);
  expect(
    only(
      synthApi(() => undefined),
      "aws_apigatewayv2_stage",
    ).default_route_settings,
  ).not.toHaveProperty("detailed_metrics_enabled");
});

test("what the API is given holds for all its stages; what a stage is given, for that one", () => {
  const json = synthApi(
    ({ api }) => {
      api.addStage("v1");
      api.addStage("v2", {
        throttle: { rateLimit: 1, burstLimit: 2 },
        accessLogRetention: Duration.days(30),
        stageVariables: { table: "v2" },
        stageDescription: "Second: ${x}",
      });
    },
    {
      throttle: { rateLimit: 10, burstLimit: 20 },
      accessLogRetention: Duration.days(365),
      stageVariables: { table: "main" },
      stageDescription: "First",
    },
  );

  const ten = { throttling_rate_limit: 10, throttling_burst_limit: 20 };
  expect(stageNamed(json, "$default")).toMatchObject({
    default_route_settings: ten,
    stage_variables: { table: "main" },
    description: "First",
  });
  expect(stageNamed(json, "v1").default_route_settings).toEqual(ten);
  expect(stageNamed(json, "v1")).not.toHaveProperty("stage_variables");
  expect(stageNamed(json, "v1")).not.toHaveProperty("description");
  expect(stageNamed(json, "v2")).toMatchObject({
    default_route_settings: { throttling_rate_limit: 1, throttling_burst_limit: 2 },
    stage_variables: { table: "v2" },
    description: "Second: $${x}",
  });
  expect(retentions(json)).toEqual([14, 30, 365, 365]);
});

function retentions(json: Synthesised): number[] {
  return Object.values(json.resource.aws_cloudwatch_log_group ?? {})
    .map(({ retention_in_days }) => retention_in_days as number)
    .sort((a, b) => a - b);
}

test("each stage logs in the API's format, or in its own", () => {
  const json = synthApi(
    ({ api }) => {
      api.addStage("own", { accessLogFormat: AccessLogFormat.csv() });
    },
    { accessLogFormat: AccessLogFormat.custom("$context.requestId") },
  );

  const formats = Object.values(json.resource.aws_apigatewayv2_stage ?? {}).map(
    ({ access_log_settings }) => (access_log_settings as { format: string }).format,
  );
  expect(formats).toEqual([
    "$context.requestId",
    expect.stringMatching(/^\$context\.identity\.sourceIp,.*,\$context\.routeKey,/),
  ]);
});

test("access logs can be turned off, or be encrypted with a key", () => {
  const off = synthApi(() => undefined, { accessLogs: false });
  const withKey = synthApi(() => undefined, { accessLogKmsKeyArn: "arn:key" });

  expect(only(off, "aws_apigatewayv2_stage")).not.toHaveProperty("access_log_settings");
  expect(retentions(off)).toHaveLength(1);
  expect(Object.values(withKey.resource.aws_cloudwatch_log_group ?? {})).toContainEqual(
    expect.objectContaining({ kms_key_id: "arn:key" }),
  );
});

test("each stage's log group has a name of its own, under a prefix that takes no room in the account's resource policy", () => {
  const json = synthApi(({ api }) => {
    api.addStage("default");
    api.addStage("v1");
  });

  const names = Object.values(json.resource.aws_cloudwatch_log_group ?? {})
    .map(({ name }) => name as string)
    .filter((name) => !name.startsWith("/aws/lambda/"));
  expect(new Set(names).size).toBe(3);
  for (const name of names) {
    expect(name).toMatch(/^\/aws\/vendedlogs\/apis\/shop-dev-HttpApi-/);
  }
});

test("a stage has no deployment, which an auto-deploying one sets itself (or every plan would change it)", () => {
  const json = synthApi(({ api, fn }) => api.addRoute("GET /", new HttpLambdaIntegration(fn)));

  expect(only(json, "aws_apigatewayv2_stage")).not.toHaveProperty("deployment_id");
  expect(count(json, "aws_apigatewayv2_deployment")).toBe(0);
});

test("every stage waits for every route, whichever was added first", () => {
  const json = synthApi(({ api, fn }) => {
    api.addRoute("GET /", new HttpLambdaIntegration(fn));
    api.addStage("v1");
    api.addRoute("GET /pets", new HttpLambdaIntegration(fn));
  });

  const routes = Object.keys(json.resource.aws_apigatewayv2_route ?? {});
  const addresses = routes.map((name) => `aws_apigatewayv2_route.${name}`).sort();
  expect(addresses).toHaveLength(2);
  expect(stageNamed(json, "$default").depends_on).toEqual(addresses);
  expect(stageNamed(json, "v1").depends_on).toEqual(addresses);
});

test("a stage waits for a route under the logical id that it was given later", () => {
  const json = synthApi(({ api, fn }) => {
    api.addRoute("GET /", new HttpLambdaIntegration(fn)).overrideLogicalId("root");
  });

  expect(stageNamed(json, "$default").depends_on).toEqual(["aws_apigatewayv2_route.root"]);
});

test("a stage of an API without routes waits for nothing", () => {
  expect(
    stageNamed(
      synthApi(() => undefined),
      "$default",
    ),
  ).not.toHaveProperty("depends_on");
});

test("without a default stage only the added ones are there, and have URLs", () => {
  const { api } = fixture({ createDefaultStage: false });

  const stage = api.addStage("v1");

  expect(stage.url).toMatch(/\/v1$/);
  expect(api.defaultStage).toBeUndefined();
  expect(() => api.url).toThrow(
    "dev/HttpApi: createDefaultStage is false; allowed: true, if url is used.",
  );
  expect(api.addStage("$default").url).toBe(api.url);
});

test("there is no URL where the endpoint is disabled", () => {
  const { api } = fixture({ disableExecuteApiEndpoint: true });

  expect(() => api.url).toThrow(
    /dev\/HttpApi\/Stage-\$default: disableExecuteApiEndpoint is true; .* custom domain's/,
  );
});

test.each(["$default", "v1", "a-b_C", "x".repeat(128)])("%s is a stage name", (name) => {
  expect(fixture({ createDefaultStage: false }).api.addStage(name).stageName).toBe(name);
});

test.each<[string, string]>([
  ["", "1 to 128 letters"],
  ["x".repeat(129), "1 to 128 letters"],
  ["a/b", "1 to 128 letters"],
  ["v 1", "1 to 128 letters"],
  ["$other", "$default, or"],
  [Token.asString({ ref: "x" }), "known at synth"],
  ["$default", "one stage of each name"],
])("the stage name %j is refused", (name, allowed) => {
  const message = messageOf(() => fixture().api.addStage(name));

  expect(message).toMatch(/^dev\/HttpApi.*: stage name is /);
  expect(message).toContain(allowed);
});

const manyVariables = Object.fromEntries(Array.from({ length: 101 }, (_, i) => [`v${i}`, "x"]));

test.each<[string, HttpStageOptions]>([
  ["number of stageVariables is 101; allowed: up to 100", { stageVariables: manyVariables }],
  ['name of a stage variable is "a-b"', { stageVariables: { "a-b": "x" } }],
  ["name of a stage variable is", { stageVariables: { ["x".repeat(65)]: "x" } }],
  ['stage variable table is "a b"', { stageVariables: { table: "a b" } }],
  ["stage variable table is", { stageVariables: { table: "x".repeat(513) } }],
  ["stageDescription is", { stageDescription: "x".repeat(1025) }],
  ["throttle.rateLimit is 0", { throttle: { rateLimit: 0, burstLimit: 1 } }],
  ["throttle.burstLimit is 0", { throttle: { rateLimit: 1, burstLimit: 0 } }],
  ["accessLogRetention is 15 days", { accessLogRetention: Duration.days(15) }],
])("%s: refused, with the stage's path", (what, options) => {
  const message = messageOf(() => fixture().api.addStage("v1", options));

  expect(message).toMatch(/^dev\/HttpApi\/Stage-v1.*; allowed: .+\. [A-Z].+/s);
  expect(message).toContain(what);
});

test.each<[string, HttpApiProps]>([
  ["stageVariables is", { stageVariables: { a: "b" } }],
  ["stageDescription is", { stageDescription: "x" }],
])("%s for no stage: refused", (what, props) => {
  expect(messageOf(() => fixture({ ...props, createDefaultStage: false }))).toContain(
    `dev/HttpApi: ${what}`,
  );
});
