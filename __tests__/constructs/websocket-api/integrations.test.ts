import type { WebSocketHttpIntegrationProps, WebSocketMappingProps } from "../../../constructs";
import {
  Duration,
  MockIntegration,
  WebSocketAwsIntegration,
  WebSocketHttpIntegration,
  WebSocketLambdaIntegration,
  WebSocketMockIntegration,
} from "../../../constructs";
import type { WebSocketRouteIntegration } from "../../../constructs";
import { count } from "../http-api/support";
import type { Synthesised } from "../lambda/support";
import { only } from "../lambda/support";
import { messageOf } from "../message-of";
import { fixture, synthApi } from "./support";

const URL = "https://example.com/messages";

/** A stack with a route to the integration only. */
const routed = (integration: WebSocketRouteIntegration): Synthesised =>
  synthApi(({ api }) => api.addRoute("a", { integration, returnResponse: true }), {
    connectRouteOptions: undefined,
  });

const integrationOf = (integration: WebSocketRouteIntegration) =>
  only(routed(integration), "aws_apigatewayv2_integration");

const responsesOf = (integration: WebSocketRouteIntegration) =>
  Object.values(routed(integration).resource.aws_apigatewayv2_integration_response ?? {});

test("a mock integration succeeds, by a template for every message", () => {
  const mock = new WebSocketMockIntegration();

  expect(integrationOf(mock)).toMatchObject({
    integration_type: "MOCK",
    request_templates: { $default: '{"statusCode": 200}' },
    template_selection_expression: "\\$default",
    passthrough_behavior: "WHEN_NO_MATCH",
  });
  expect(responsesOf(mock)).toEqual([
    {
      api_id: expect.stringContaining("aws_apigatewayv2_api") as string,
      integration_id: expect.stringContaining("aws_apigatewayv2_integration") as string,
      integration_response_key: "$default",
    },
  ]);
});

test("templates are chosen by a part of the message, and reach API Gateway as they are written", () => {
  const integration = integrationOf(
    new WebSocketMockIntegration({
      requestTemplates: { a: '#set($x = "1"){"statusCode": ${x}00}', b: "{}" },
      templateSelectionExpression: "${request.body.type}",
    }),
  );

  // Terraform evaluates ${…}, and API Gateway must get it.
  expect(integration).toMatchObject({
    request_templates: { a: '#set($x = "1"){"statusCode": $${x}00}', b: "{}" },
    template_selection_expression: "$${request.body.type}",
  });
});

test("a service integration calls an action by a role that may do just that", () => {
  const json = routed(
    new WebSocketAwsIntegration({
      service: "dynamodb",
      action: "PutItem",
      allow: { actions: ["dynamodb:PutItem"], resources: ["arn:aws:dynamodb:eu-west-1:1:table/t"] },
      requestTemplates: { $default: '{"TableName": "t"}' },
      timeout: Duration.seconds(3),
    }),
  );

  expect(only(json, "aws_apigatewayv2_integration")).toMatchObject({
    integration_type: "AWS",
    integration_method: "POST",
    integration_uri: expect.stringMatching(/:dynamodb:action\/PutItem$/) as string,
    credentials_arn: expect.stringMatching(/ServiceRole.*\.arn/) as string,
    timeout_milliseconds: 3000,
    depends_on: [expect.stringMatching(/aws_iam_role_policy.*ServiceRole/)],
  });
  expect(JSON.stringify(json.resource.aws_iam_role_policy)).toContain("dynamodb:PutItem");
});

test("responses of an integration are chosen by its status", () => {
  const responses = responsesOf(
    new WebSocketHttpIntegration(URL, {
      proxy: false,
      integrationResponses: [
        { responseTemplates: { $default: "$input.body" } },
        { key: "/5\\d\\d/", responseTemplates: { $default: "failed" } },
        { key: "/4\\d\\d/", contentHandling: "CONVERT_TO_TEXT" },
      ],
    }),
  );

  expect(responses).toMatchObject([
    {
      integration_response_key: "$default",
      response_templates: { $default: "$input.body" },
      template_selection_expression: "\\$default",
    },
    { integration_response_key: "/4\\d\\d/", content_handling_strategy: "CONVERT_TO_TEXT" },
    { integration_response_key: "/5\\d\\d/" },
  ]);
});

test("an HTTP proxy has no integration responses, and can tell the endpoint the connection", () => {
  const parameters = { "integration.request.header.connectionId": "context.connectionId" };
  const json = routed(new WebSocketHttpIntegration(URL, { requestParameters: parameters }));

  expect(count(json, "aws_apigatewayv2_integration_response")).toBe(0);
  expect(only(json, "aws_apigatewayv2_integration")).toMatchObject({
    integration_type: "HTTP_PROXY",
    integration_method: "POST",
    integration_uri: URL,
    connection_type: "INTERNET",
    request_parameters: parameters,
  });
});

test("an HTTP integration can be private, and its URL have variables", () => {
  const integration = integrationOf(
    new WebSocketHttpIntegration("https://${stageVariables.host}/{id}", {
      vpcLink: { vpcLinkId: "link-1" },
      requestParameters: { "integration.request.path.id": "route.request.body.id" },
    }),
  );

  expect(integration).toMatchObject({
    connection_type: "VPC_LINK",
    connection_id: "link-1",
    integration_uri: "https://$${stageVariables.host}/{id}",
  });
});

test("integrations with the same settings share a resource, others have their own", () => {
  const json = synthApi(({ api, fn }) => {
    api.addRoute("a", { integration: new WebSocketMockIntegration() });
    api.addRoute("b", { integration: new WebSocketMockIntegration() });
    const other = new WebSocketMockIntegration({ requestTemplates: { $default: "{}" } });
    api.addRoute("c", { integration: other });
    const timeout = Duration.seconds(1);
    api.addRoute("d", { integration: new WebSocketLambdaIntegration(fn, { timeout }) });
  });

  // The function of $connect has two: one for each timeout.
  expect(count(json, "aws_apigatewayv2_integration")).toBe(4);
  expect(count(json, "aws_lambda_permission")).toBe(1);
});

test.each<[WebSocketMappingProps, string]>([
  [{ requestTemplates: { text: "{}" } }, 'keys of the templates of the integration is ["text"]'],
  [{ requestTemplates: { $default: "#if(1)" } }, 'requestTemplates["$default"] of the integration'],
  [{ requestTemplates: { $default: "$input.jason('$')" } }, 'is "$input.jason"'],
  [{ templateSelectionExpression: "" }, "templateSelectionExpression of the integration"],
  [{ passthroughBehavior: "ALWAYS" as "NEVER" }, "WHEN_NO_MATCH, WHEN_NO_TEMPLATES, NEVER"],
  [{ contentHandling: "BASE64" as "CONVERT_TO_TEXT" }, "CONVERT_TO_BINARY, CONVERT_TO_TEXT"],
  [{ requestParameters: { "header.x": "context.connectionId" } }, "key in requestParameters"],
  [
    { requestParameters: { "integration.request.header.x": "$context.connectionId" } },
    'Write it like "context.connectionId", and a fixed text in single quotes.',
  ],
  [{ integrationResponses: [{ key: "/4\\d\\d/" }] }, "each key once, with $default among them"],
  [{ integrationResponses: [{}, {}] }, "each key once, with $default among them"],
  [{ integrationResponses: [{}, { key: "4\\d\\d" }] }, "a regular expression between slashes"],
  [{ integrationResponses: [{}, { key: "/4(/" }] }, "a regular expression between slashes"],
  [
    { integrationResponses: [{ responseTemplates: { a: "" } }] },
    "the integration response $default",
  ],
])("the mapping %j is refused", (props, text) => {
  const integration = new WebSocketMockIntegration(props);

  expect(messageOf(() => fixture().api.addRoute("a", { integration }))).toContain(text);
});

test.each<[string, WebSocketHttpIntegrationProps, string]>([
  ["ftp://example.com", {}, "an absolute http or https URL"],
  ["https://example.com/{id}", {}, "Map it in requestParameters."],
  [URL, { httpMethod: "SEND" }, "httpMethod of the integration"],
  [URL, { timeout: Duration.seconds(30) }, "whole milliseconds, from 50 to 29000"],
])("an HTTP integration with %s and %j is refused", (url, props, text) => {
  const integration = new WebSocketHttpIntegration(url, props);

  expect(messageOf(() => fixture().api.addRoute("a", { integration }))).toContain(text);
});

test("an integration of a REST API is refused", () => {
  const integration = new MockIntegration() as never;

  expect(messageOf(() => fixture().api.addRoute("a", { integration }))).toContain(
    "allowed: an integration of a WebSocket API, e.g. new WebSocketLambdaIntegration(fn)",
  );
});
