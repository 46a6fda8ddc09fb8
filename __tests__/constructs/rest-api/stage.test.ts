import { TerraformOutput } from "cdktf";
import { Duration } from "../../../constructs/core/duration";
import type { Integration, lambda } from "../../../constructs";
import {
  AccessLogFormat,
  ApiGatewayAccount,
  LambdaCustomIntegration,
  LambdaIntegration,
} from "../../../constructs";
import { all } from "../api-gateway/support";
import type { Synthesised } from "../lambda/support";
import { environment, only, synth } from "../lambda/support";
import { addressOf, cycleIn, references } from "./references";
import { restFixture } from "./support";

test("a stage serves the deployment, logs, and has its logs' group before it is there", () => {
  const { stack, api } = restFixture({
    stageDescription: "of ${x}",
    stageVariables: { host: "a.example", table: "${aws_dynamodb_table.pets.name}" },
    tracing: true,
    logRetention: Duration.days(30),
  });

  new TerraformOutput(stack, "url", { value: api.url });

  const json = synth(stack);
  const groups = new Map(all(json, "aws_cloudwatch_log_group"));
  const [deployment] = all(json, "aws_api_gateway_deployment").map(([name]) => name);
  const [apiName] = all(json, "aws_api_gateway_rest_api").map(([name]) => name);
  const stage = only(json, "aws_api_gateway_stage");
  expect(stage).toEqual({
    rest_api_id: `\${aws_api_gateway_rest_api.${apiName}.id}`,
    deployment_id: `\${aws_api_gateway_deployment.${deployment}.id}`,
    stage_name: "v1",
    description: "of $${x}",
    variables: { host: "a.example", table: "${aws_dynamodb_table.pets.name}" },
    xray_tracing_enabled: true,
    access_log_settings: {
      destination_arn: expect.stringMatching(
        /^\$\{aws_cloudwatch_log_group\..*AccessLog.*\.arn\}$/,
      ),
      format: expect.stringContaining('"resourcePath":"$context.resourcePath"'),
    },
    depends_on: [expect.stringMatching(/^aws_cloudwatch_log_group\..*ExecutionLog/)],
  });
  const [executionLog = ""] = stage.depends_on as string[];
  expect(groups.get(executionLog.replace("aws_cloudwatch_log_group.", ""))).toEqual({
    name: `API-Gateway-Execution-Logs_\${aws_api_gateway_rest_api.${apiName}.id}/v1`,
    retention_in_days: 30,
  });
  expect(json.output.url).toEqual({
    value:
      `https://\${aws_api_gateway_rest_api.${apiName}.id}.execute-api.` +
      "${data.aws_region.Region.id}.${data.aws_partition.Partition.dns_suffix}/v1",
  });
});

test("a stage throttles, counts and logs errors, but never whole requests", () => {
  const { stack } = restFixture();

  expect(only(synth(stack), "aws_api_gateway_method_settings")).toMatchObject({
    method_path: "*/*",
    settings: {
      logging_level: "ERROR",
      metrics_enabled: true,
      data_trace_enabled: false,
      throttling_rate_limit: 1000,
      throttling_burst_limit: 500,
    },
  });
});

test("a stage has the log level and the limits that it is given", () => {
  const { stack } = restFixture({
    loggingLevel: "INFO",
    throttle: { rateLimit: 0.5, burstLimit: 2 },
  });

  expect(only(synth(stack), "aws_api_gateway_method_settings").settings).toMatchObject({
    logging_level: "INFO",
    throttling_rate_limit: 0.5,
    throttling_burst_limit: 2,
  });
});

test("a further stage serves the same deployment and waits for what the first waits for", () => {
  const { stack, api, fn } = restFixture();
  api.root.addMethod("GET", new LambdaIntegration(fn));

  api.addStage("v2", { stageVariables: { a: "b" } });

  const json = synth(stack);
  const stages = all(json, "aws_api_gateway_stage").map(([, stage]) => stage);
  expect(stages.map(({ stage_name }) => stage_name)).toEqual(["v1", "v2"]);
  expect(new Set(stages.map(({ deployment_id }) => deployment_id)).size).toBe(1);
  for (const { depends_on } of stages) {
    expect(depends_on).toContainEqual(expect.stringMatching(/^aws_lambda_permission\./));
  }
});

test("what the API is given holds for all its stages; what a stage is given, for that one", () => {
  const { stack, api } = restFixture({
    tracing: true,
    loggingLevel: "INFO",
    logRetention: Duration.days(365),
    stageDescription: "First",
  });

  api.addStage("v2", { tracing: false, throttle: { rateLimit: 1, burstLimit: 2 } });

  const json = synth(stack);
  const [first, second] = all(json, "aws_api_gateway_stage").map(([, stage]) => stage);
  const settings = all(json, "aws_api_gateway_method_settings").map(([, { settings }]) => settings);
  expect(first).toMatchObject({ xray_tracing_enabled: true, description: "First" });
  expect(second).toMatchObject({ xray_tracing_enabled: false });
  expect(second).not.toHaveProperty("description");
  expect(settings).toMatchObject([
    { logging_level: "INFO", throttling_rate_limit: 1000 },
    { logging_level: "INFO", throttling_rate_limit: 1 },
  ]);
  expect(stageLogs(json).map(({ retention_in_days }) => retention_in_days)).toEqual([
    365, 365, 365, 365,
  ]);
});

/** The groups of the stages' logs. */
function stageLogs(json: Synthesised): Record<string, unknown>[] {
  return all(json, "aws_cloudwatch_log_group")
    .map(([, group]) => group)
    .filter(({ name }) => !String(name).startsWith("/aws/lambda/"));
}

test("each stage's access log has a name of its own, under a prefix that takes no room in the account's resource policy", () => {
  const { stack, api } = restFixture();
  api.addStage("v2");

  const names = stageLogs(synth(stack)).map(({ name }) => name);

  expect(names.filter((name) => String(name).startsWith("/aws/vendedlogs/apis/"))).toEqual([
    "/aws/vendedlogs/apis/shop-dev-Api-Stage-v1-AccessLog",
    "/aws/vendedlogs/apis/shop-dev-Api-Stage-v2-AccessLog",
  ]);
});

test("a stage logs in the API's format", () => {
  const accessLogFormat = AccessLogFormat.custom("$context.requestId");

  const json = synth(restFixture({ accessLogFormat }).stack);

  expect(only(json, "aws_api_gateway_stage")).toMatchObject({
    access_log_settings: { format: "$context.requestId" },
  });
});

test("access logs can be turned off, and both logs be encrypted with a key (CKV_AWS_158)", () => {
  const off = synth(restFixture({ accessLogs: false }).stack);
  const withKey = synth(restFixture({ logKmsKeyArn: "arn:key" }).stack);

  expect(only(off, "aws_api_gateway_stage")).not.toHaveProperty("access_log_settings");
  expect(stageLogs(off)).toHaveLength(1);
  expect(stageLogs(withKey).map(({ kms_key_id }) => kms_key_id)).toEqual(["arn:key", "arn:key"]);
});

test("there is no URL where the endpoint is disabled", () => {
  const { api } = restFixture({ disableExecuteApiEndpoint: true });

  expect(() => api.url).toThrow(
    /dev\/Api\/Stage-v1: disableExecuteApiEndpoint is true; .* custom domain's/,
  );
});

test.each<[string, (fn: lambda.Function) => Integration]>([
  ["a permission", (fn) => new LambdaIntegration(fn)],
  ["a role", (fn) => new LambdaCustomIntegration(fn, { credentials: "role" })],
])(
  "a function invoked by %s may have the API's URL in its environment without a cycle",
  (_right, integration) => {
    const { stack, api, fn } = restFixture();
    api.root.addMethod("GET", integration(fn));
    fn.addEnvironment("API_URL", api.url);

    const graph = references(synth(stack));

    expect(graph.get(addressOf(fn))).toContain(addressOf(api));
    expect(cycleIn(graph)).toBeUndefined();
  },
);

test("the account lets API Gateway write logs, and an API leaves that setting alone", () => {
  const stack = environment();
  new ApiGatewayAccount(stack, "Account");

  const json = synth(stack);
  const [role] = all(json, "aws_iam_role").map(([name]) => name);
  const [attachment] = all(json, "aws_iam_role_policy_attachment").map(([name]) => name);
  expect(only(json, "aws_api_gateway_account")).toEqual({
    cloudwatch_role_arn: `\${aws_iam_role.${role}.arn}`,
    depends_on: [`aws_iam_role_policy_attachment.${attachment}`],
    reset_on_delete: true,
  });
  expect(only(json, "aws_iam_role_policy_attachment")).toEqual({
    role: `\${aws_iam_role.${role}.name}`,
    policy_arn:
      "arn:${data.aws_partition.Partition.partition}:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs",
  });
  expect(synth(restFixture().stack).resource.aws_api_gateway_account).toBeUndefined();
});
