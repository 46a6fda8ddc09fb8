import type { PlainResources } from "../../lambda/support/plain-stack";
import { custom, gatewayOf, integrationOf, proxy } from "./support/serve";
import { problemsOf } from "../support/problems";

describe("what the runner would serve differently from AWS is refused at start, by name", () => {
  const path = "aws_api_gateway_rest_api.api (GET /a)";

  test.each<[string, object, string]>([
    [
      "a security scheme that isn't defined",
      proxy({ security: [{ users: [] }] }),
      `${path}: authorization is "users". The local runner serves one security scheme with`,
    ],
    [
      "an authorization without an authorizer",
      proxy({ "x-amazon-apigateway-auth": { type: "CUSTOM" } }),
      `${path}: authorization is "CUSTOM". The method has no authorizer of this API.`,
    ],
    [
      "an unknown type",
      integrationOf({ type: "soap" }),
      `${path}: type is "soap". Use one of MOCK, AWS, AWS_PROXY, HTTP, HTTP_PROXY.`,
    ],
    [
      "a response that is streamed",
      integrationOf({ type: "aws_proxy", responseTransferMode: "STREAM" }),
      `${path}: response_transfer_mode is "STREAM". The local runner serves BUFFERED only.`,
    ],
    [
      "a timeout below AWS's minimum",
      custom({ timeoutInMillis: 49 }),
      `${path}: timeout_milliseconds is "49". Use 50 to 29000 for an API of type EDGE.`,
    ],
    [
      "a timeout that AWS's quota never allows an edge-optimized API",
      custom({ timeoutInMillis: 29_001 }),
      `${path}: timeout_milliseconds is "29001". Use 50 to 29000 for an API of type EDGE.`,
    ],
    [
      "an unknown passthrough behaviour",
      custom({ passthroughBehavior: "sometimes" }),
      `${path}: passthrough_behavior is "sometimes".`,
    ],
    [
      "a template that can't be parsed",
      custom({ requestTemplates: { "application/json": "#if(" } }),
      `${path}: request_templates for application/json can't be served:`,
    ],
    [
      "a template over 300 KB",
      custom({ requestTemplates: { "application/json": "x".repeat(300 * 1024 + 1) } }),
      `${path}: request_templates for application/json can't be served: it is larger than the 300 KB`,
    ],
    ["a method without an integration", {}, `${path}: it has no integration.`],
    [
      "an invalid pattern",
      custom({ responses: { "(": { statusCode: "400" } } }),
      `${path}: selection_pattern "(" can't be served:`,
    ],
  ])("%s", (_, operation, message) => {
    expect(problemsOf(gatewayOf({ paths: { "/a": { get: operation } } })).join("\n")).toContain(
      message,
    );
  });

  test("a timeout above five minutes, up to which AWS raises the quota of a Regional API", () => {
    const gatewayWith = (timeoutInMillis: number) =>
      gatewayOf({
        api: { endpoint_configuration: [{ types: ["REGIONAL"] }] },
        paths: { "/a": { get: custom({ timeoutInMillis }) } },
      });

    expect(problemsOf(gatewayWith(300_001)).join("\n")).toContain(
      "Use 50 to 300000 for an API of type REGIONAL.",
    );
    expect(problemsOf(gatewayWith(300_000))).toEqual([]);
    expect(gatewayWith(300_000).warnings).toEqual([
      'aws_api_gateway_rest_api.api: AWS deploys the timeout of GET /a, above 29 seconds, only after it has raised the quota "Maximum integration timeout in milliseconds" of the account.',
    ]);
    expect(gatewayWith(29_000).warnings).toEqual([]);
  });

  test("a malformed resource policy: in the API's attribute, a separate resource, or its document", () => {
    const separate = { "aws_api_gateway_rest_api_policy.p": { rest_api_id: "api1", policy: "{" } };
    const document = { "x-amazon-apigateway-policy": { Statement: { Effect: "Allow" } } };

    expect(problemsOf(gatewayOf({ api: { policy: "{}" } })).join("\n")).toContain(
      "aws_api_gateway_rest_api.api: policy can't be served: Statement is missing",
    );
    expect(problemsOf(gatewayOf({ resources: separate })).join("\n")).toContain(
      "aws_api_gateway_rest_api_policy.p: policy can't be served: it is not valid JSON.",
    );
    expect(problemsOf(gatewayOf({ document })).join("\n")).toContain(
      "aws_api_gateway_rest_api.api: policy can't be served: a statement needs either Action",
    );
  });

  test("an unknown source of API keys", () => {
    const message =
      'aws_api_gateway_rest_api.api: api_key_source is "COOKIE". Use one of HEADER, AUTHORIZER.';

    expect(problemsOf(gatewayOf({ api: { api_key_source: "COOKIE" } })).join("\n")).toContain(
      message,
    );
    const document = { "x-amazon-apigateway-api-key-source": "COOKIE" };
    expect(problemsOf(gatewayOf({ document })).join("\n")).toContain(message);
  });

  test("a body from aws_api_gateway_rest_api_put", () => {
    const put = { rest_api_id: "api1", body: "{}" };

    expect(
      problemsOf(gatewayOf({ resources: { "aws_api_gateway_rest_api_put.p": put } })).join("\n"),
    ).toContain(
      'aws_api_gateway_rest_api_put.p: body is "{}". The local runner doesn\'t apply aws_api_gateway_rest_api_put: set the body of the API itself.',
    );
  });

  test("a base path that AWS would prepend to all paths", () => {
    expect(
      problemsOf(gatewayOf({ api: { parameters: { basepath: "prepend" } } })).join("\n"),
    ).toContain(
      'aws_api_gateway_rest_api.api: parameters.basepath is "prepend". Only ignore can be served locally.',
    );
  });
});

describe("what API Gateway doesn't create is refused at start, by name", () => {
  const resource = (id: string, parent_id: string, path_part: string) => ({
    [`aws_api_gateway_resource.${id}`]: { rest_api_id: "api1", id, parent_id, path_part },
  });

  test.each<[string, PlainResources, string]>([
    [
      "two variables beside each other",
      { ...resource("a", "root", "{x}"), ...resource("b", "root", "{proxy+}") },
      'aws_api_gateway_resource.b: path is "/{proxy+}". Beside {proxy+} is {x}: only one variable is allowed.',
    ],
    [
      "a resource below a greedy one",
      { ...resource("a", "root", "{proxy+}"), ...resource("b", "a", "b") },
      'aws_api_gateway_resource.b: path is "/{proxy+}/b". No resource can be below the greedy {proxy+}.',
    ],
    [
      "two resources with the same path",
      { ...resource("a", "root", "x"), ...resource("b", "root", "x") },
      'aws_api_gateway_resource.b: path is "/x". Another resource has this path: aws_api_gateway_resource.a.',
    ],
    [
      "an invalid path part",
      resource("a", "root", "x{y}"),
      'aws_api_gateway_resource.a: path is "/x{y}". A part of it is a name, {a variable} or {a greedy one+}.',
    ],
  ])("%s", (_, resources, message) => {
    expect(problemsOf(gatewayOf({ resources })).join("\n")).toContain(message);
  });

  test("two sibling path variables in an OpenAPI body", () => {
    const paths = { "/a/{x}": { get: proxy() }, "/a/{y}/b": { get: proxy() } };

    expect(problemsOf(gatewayOf({ paths })).join("\n")).toContain(
      'aws_api_gateway_rest_api.api (/a/{y}/b): path is "/a/{y}/b". Beside {y} is {x}: only one variable is allowed.',
    );
  });
});
