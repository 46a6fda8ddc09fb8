import { AccessLogFormat, Duration } from "../../../constructs";
import type { WebSocketStageOptions } from "../../../constructs";
import { count } from "../http-api/support";
import type { Synthesised } from "../lambda/support";
import { only } from "../lambda/support";
import { messageOf } from "../message-of";
import { fixture, synthApi, validate } from "./support";

const stageOf = (options: WebSocketStageOptions) =>
  only(
    synthApi(() => undefined, options),
    "aws_apigatewayv2_stage",
  );

const groupsOf = (json: Synthesised) =>
  Object.values(json.resource.aws_cloudwatch_log_group ?? {}).filter(({ name }) =>
    /apigateway|apis/.test(name as string),
  );

test("a stage logs and throttles unless told otherwise, and never logs messages", () => {
  expect(stageOf({})).toMatchObject({
    name: "v1",
    default_route_settings: {
      throttling_rate_limit: 1000,
      throttling_burst_limit: 500,
      logging_level: "ERROR",
      data_trace_enabled: false,
      detailed_metrics_enabled: false,
    },
    access_log_settings: {
      format: expect.stringContaining('"connectionId":"$context.connectionId"') as string,
    },
  });
});

test("the log groups of a stage have its retention, also the one that API Gateway would create", () => {
  const json = synthApi(() => undefined, { logRetention: Duration.days(30) });

  expect(groupsOf(json)).toEqual([
    expect.objectContaining({
      name: expect.stringMatching(/^\/aws\/vendedlogs\/apis\//) as string,
    }),
    expect.objectContaining({
      name: expect.stringMatching(/^\/aws\/apigateway\/\$\{.*\.id\}\/v1$/) as string,
    }),
  ]);
  expect(groupsOf(json).map((group) => group.retention_in_days)).toEqual([30, 30]);
});

test("a stage serves a deployment, and stages share it", () => {
  const json = synthApi(({ api }) => api.addStage("v2"));

  const stages = Object.values(json.resource.aws_apigatewayv2_stage ?? {});
  expect(count(json, "aws_apigatewayv2_deployment")).toBe(1);
  expect(stages.map((stage) => stage.deployment_id)).toEqual([
    expect.stringMatching(/aws_apigatewayv2_deployment/),
    stages[0]?.deployment_id,
  ]);
});

test("a stage with autoDeploy has no deployment, and exists after the routes", () => {
  const json = synthApi(() => undefined, { autoDeploy: true });

  const [route] = Object.keys(json.resource.aws_apigatewayv2_route ?? {});
  const stage = only(json, "aws_apigatewayv2_stage");
  expect(json.resource).not.toHaveProperty("aws_apigatewayv2_deployment");
  expect(stage).toMatchObject({ auto_deploy: true });
  expect(stage.depends_on).toContain(`aws_apigatewayv2_route.${route}`);
});

test("settings of a route are complete, because it inherits no single one of its stage", () => {
  const stage = stageOf({
    throttle: { rateLimit: 10, burstLimit: 5 },
    loggingLevel: "INFO",
    routeSettings: { $connect: { throttle: { rateLimit: 2, burstLimit: 1 } } },
  });

  expect(stage.route_settings).toEqual([
    {
      route_key: "$connect",
      throttling_rate_limit: 2,
      throttling_burst_limit: 1,
      logging_level: "INFO",
      data_trace_enabled: false,
      detailed_metrics_enabled: false,
    },
  ]);
});

test("settings of a route that the API doesn't have are an error at synth", () => {
  const made = fixture({ routeSettings: { sendMesage: {} } });
  made.api.addRoute("sendMessage", { integration: made.integration });

  expect(messageOf(() => validate(made))).toContain(
    '[dev/WebSocketApi/Stage-v1] routeSettings has "sendMesage"; allowed: keys of the API\'s routes.',
  );
});

test.each([
  [{ loggingLevel: "DEBUG" as "INFO" }, "loggingLevel"],
  [{ throttle: { rateLimit: 0, burstLimit: 1 } }, "throttle.rateLimit"],
  [{ routeSettings: { $connect: { throttle: { rateLimit: 1, burstLimit: 0 } } } }, "burstLimit"],
  [{ routeSettings: { $connect: { loggingLevel: "x" as "INFO" } } }, 'routeSettings["$connect"]'],
  [{ logRetention: Duration.days(2) }, "logRetention"],
  [{ stageVariables: { "a-b": "x" } }, "name of a stage variable"],
  [{ stageDescription: "x".repeat(1025) }, "stageDescription"],
  [{ stageName: "$default" }, "stageName"],
])("the stage options %j are refused", (options, what) => {
  expect(messageOf(() => fixture(options))).toContain(what);
});

test.each([
  [AccessLogFormat.clf(), '"$context.eventType $context.routeKey $context.connectionId"'],
  [AccessLogFormat.csv(), "$context.eventType,$context.routeKey,$context.connectionId"],
  [AccessLogFormat.xml(), "<eventType>$context.eventType</eventType><routeKey>"],
])("an access log has the event and the connection instead of an HTTP request", (format, text) => {
  const { api } = fixture({ accessLogFormat: format });

  const { accessLog } = api.deploymentStage;
  expect(accessLog?.settings.format).toContain(text);
  expect(accessLog?.node.metadata).toEqual([]);
});
