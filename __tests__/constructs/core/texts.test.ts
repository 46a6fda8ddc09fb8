import {
  ApiKey,
  ClientCertificate,
  Duration,
  EventBridgeEventSource,
  HttpAlbIntegration,
  HttpApi,
  HttpLambdaIntegration,
  HttpSqsIntegration,
  HttpUrlIntegration,
  lambda,
  MetricFilter,
  MockIntegration,
  QueryDefinition,
  RestApi,
  RestVpcLink,
  Schedule,
  ScheduleEventSource,
  TraceGroup,
  UsagePlan,
  WebSocketApi,
  WebSocketLambdaIntegration,
} from "../../../constructs";
import type { EnvironmentStack } from "../../../constructs/environment";
import { all } from "../api-gateway/support";
import type { Synthesised } from "../lambda/support";
import { environment, synth } from "../lambda/support";
import { fn } from "./support";

const text = "costs ${amount} of %{if}";
const ESCAPED = "costs $${amount} of %%{if}";

/** A stack in which every prop that takes any text has the same one. */
function synthTexts(): Synthesised {
  const stack = environment();
  const hello = addFunction(stack);
  addHttpApi(stack, hello);
  addRestApi(stack);
  addWebSocketApi(stack, hello);
  new QueryDefinition(stack, "Query", { queryString: text });
  new TraceGroup(stack, "Traces", { filterExpression: text });
  const filter = { metricName: "Costs", metricNamespace: "Shop", filterPattern: text };
  new MetricFilter(stack, "Filter", { ...filter, logGroup: hello.logGroup });
  return synth(stack);
}

function addFunction(stack: EnvironmentStack): lambda.Function {
  const hello = fn(stack, { description: text });
  hello.addAlias("live", { description: text });
  const events = { eventPattern: { source: ["shop"] }, description: text };
  hello.addEventSource(new EventBridgeEventSource("Rule", events));
  const schedule = Schedule.rate(Duration.hours(1));
  hello.addEventSource(new ScheduleEventSource("Hourly", schedule, { description: text }));
  lambda.LayerVersion.fromAsset(stack, "Layer", "lambda-src/hello", { description: text });
  return hello;
}

function addHttpApi(stack: EnvironmentStack, hello: lambda.Function): void {
  const api = new HttpApi(stack, "Http", { description: text, stageDescription: text });
  const settings = { description: text };
  const vpcLink = { vpcLinkId: "link" };
  const queue = { url: "https://sqs.eu-west-1.amazonaws.com/1/jobs", arn: "arn:aws:sqs:::jobs" };
  const integrations = [
    new HttpLambdaIntegration(hello, settings),
    new HttpUrlIntegration("https://example.com", settings),
    new HttpAlbIntegration(
      { arn: "arn:aws:elasticloadbalancing:::listener" },
      { ...settings, vpcLink },
    ),
    new HttpSqsIntegration(queue, settings),
  ];
  integrations.forEach((integration, index) => {
    api.addRoute(`POST /${index}`, integration, { operationName: text });
  });
}

function addRestApi(stack: EnvironmentStack): void {
  const props = { description: text };
  const stage = { stageName: "v1", stageDescription: text };
  new RestApi(stack, "Rest", { ...stage, ...props }).root.addMethod("GET", new MockIntegration());
  new UsagePlan(stack, "Plan", props);
  new ApiKey(stack, "Key", props);
  new ClientCertificate(stack, "Certificate", props);
  new RestVpcLink(stack, "Link", { loadBalancer: { arn: "arn:aws:lb" }, ...props });
}

function addWebSocketApi(stack: EnvironmentStack, hello: lambda.Function): void {
  const props = { stageName: "v1", description: text, stageDescription: text };
  const api = new WebSocketApi(stack, "Chat", props);
  const integration = new WebSocketLambdaIntegration(hello, { description: text });
  api.addRoute("send", { integration, operationName: text });
  api.addModel("Text", { schema: { type: "string" }, description: text });
}

const json = synthTexts();

test.each([
  ["aws_lambda_function", "description", 1],
  ["aws_lambda_alias", "description", 1],
  ["aws_lambda_layer_version", "description", 1],
  ["aws_cloudwatch_event_rule", "description", 1],
  ["aws_scheduler_schedule", "description", 1],
  ["aws_apigatewayv2_api", "description", 2],
  ["aws_apigatewayv2_stage", "description", 2],
  ["aws_apigatewayv2_integration", "description", 5],
  ["aws_apigatewayv2_route", "operation_name", 5],
  ["aws_apigatewayv2_model", "description", 1],
  ["aws_api_gateway_rest_api", "description", 1],
  ["aws_api_gateway_stage", "description", 1],
  ["aws_api_gateway_usage_plan", "description", 1],
  ["aws_api_gateway_api_key", "description", 1],
  ["aws_api_gateway_client_certificate", "description", 1],
  ["aws_api_gateway_vpc_link", "description", 1],
  ["aws_cloudwatch_query_definition", "query_string", 1],
  ["aws_cloudwatch_log_metric_filter", "pattern", 1],
  ["aws_xray_group", "filter_expression", 1],
])("Terraform doesn't evaluate what the text of %s.%s contains", (type, attribute, count) => {
  const texts = all(json, type).map(([, attributes]) => attributes[attribute]);

  expect(texts).toEqual(Array<string>(count).fill(ESCAPED));
});
