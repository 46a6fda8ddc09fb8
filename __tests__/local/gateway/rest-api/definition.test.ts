import { createRestApis } from "../../../../local/gateway/rest-api";
import type { Value } from "../../../../local/terraform/resolved-stack";
import { plainStack, type PlainResources } from "../../lambda/support/plain-stack";
import { FakeLambda } from "../support/fake-lambda";
import { answer, custom, gatewayOf, integrationOf, mock, proxy, text } from "./support/serve";

describe("an OpenAPI body", () => {
  test("of Swagger 2.0 is served as well: keys, models, validators", async () => {
    const api = {
      api: {
        body: JSON.stringify({
          swagger: "2.0",
          definitions: { L: { type: "array" } },
          securityDefinitions: { key: { type: "apiKey", name: "x-api-key", in: "header" } },
          "x-amazon-apigateway-request-validators": { b: { validateRequestBody: true } },
          "x-amazon-apigateway-request-validator": "b",
          paths: {
            "/a": {
              post: mock(
                "ok",
                {},
                { parameters: [{ in: "body", name: "L", schema: { $ref: "#/definitions/L" } }] },
              ),
              get: mock("ok", {}, { security: [{ key: [] }] }),
            },
          },
        }),
      },
    };

    expect((await answer(api, { method: "POST", path: "/a", body: "[]" })).status).toBe(200);
    expect((await answer(api, { method: "POST", path: "/a", body: "{}" })).status).toBe(400);
    expect((await answer(api, { path: "/a" })).status).toBe(403);
  });

  test("gives its binary media types to the API", async () => {
    const lambda = new FakeLambda();
    const document = { "x-amazon-apigateway-binary-media-types": ["image/png"] };

    await answer(
      { paths: { "/a": { post: proxy() } }, document, lambda },
      { method: "POST", path: "/a", body_base64: "/w==", headers: { "Content-Type": "image/png" } },
    );

    expect(lambda.event).toMatchObject({ body: "/w==", isBase64Encoded: true });
  });

  test("is served with what separate resources add and replace", async () => {
    const place = { rest_api_id: "api1", resource_id: "r", http_method: "GET" };
    const resources = {
      "aws_api_gateway_resource.b": {
        id: "r",
        rest_api_id: "api1",
        parent_id: "root",
        path_part: "b",
      },
      "aws_api_gateway_method.b": { ...place, authorization: "NONE" },
      "aws_api_gateway_integration.b": {
        ...place,
        type: "MOCK",
        request_templates: { "application/json": '{"statusCode": 200}' },
      },
      "aws_api_gateway_integration_response.b": {
        ...place,
        status_code: "200",
        response_templates: { "application/json": "from b" },
      },
    };
    const api = { paths: { "/a": { get: mock("from a") } }, resources };

    expect(text(await answer(api, { path: "/a" }))).toBe("from a");
    expect(text(await answer(api, { path: "/b" }))).toBe("from b");
  });

  test("that is no JSON is refused", () => {
    expect(() => gatewayOf({ api: { body: "openapi: 3.0.1" } })).toThrow(
      "aws_api_gateway_rest_api.api: body is no JSON. Only OpenAPI in JSON can be served: use jsonencode().",
    );
  });
});

describe("a stage", () => {
  test("has its address, and its name as path prefix", () => {
    expect(gatewayOf({}).stages).toEqual([
      { address: "aws_api_gateway_stage.stage", path: "/dev" },
    ]);
  });

  test("whose deployment isn't there is refused: nothing would be served on AWS", () => {
    expect(() => gatewayOf({ stage: { deployment_id: "other" } })).toThrow(
      'aws_api_gateway_stage.stage: deployment_id is "other", no deployment of aws_api_gateway_rest_api.api.',
    );
  });

  test("sends as much of its traffic to the canary as it says", async () => {
    const stage = (percent_traffic: number) => ({
      variables: { v: "base" },
      canary_settings: [{ percent_traffic, stage_variable_overrides: { v: "canary" } }],
    });
    const paths = { "/a": { get: mock("$stageVariables.v $context.isCanaryRequest") } };

    expect(text(await answer({ paths, stage: stage(0) }, { path: "/a" }))).toBe("base false");
    expect(text(await answer({ paths, stage: stage(100) }, { path: "/a" }))).toBe("canary true");
  });

  test("is what makes an API reachable: one without is left out", () => {
    const stack = plainStack("/", { "aws_api_gateway_rest_api.api": { id: "x", name: "x" } });

    expect(createRestApis(stack, { lambda: new FakeLambda() })).toEqual([]);
  });
});

describe("what would be answered otherwise than on AWS is refused at start, by name", () => {
  const path = "aws_api_gateway_rest_api.api (GET /a)";

  test.each<[string, object, string]>([
    [
      "IAM",
      proxy({ "x-amazon-apigateway-auth": { type: "AWS_IAM" } }),
      `${path}: authorization is "AWS_IAM".`,
    ],
    ["an authorizer", proxy({ security: [{ users: [] }] }), `${path}: authorization is "users".`],
    [
      "a VPC link",
      integrationOf({
        type: "http_proxy",
        httpMethod: "GET",
        uri: "http://x",
        connectionType: "VPC_LINK",
      }),
      `${path}: connection_type is "VPC_LINK".`,
    ],
    [
      "a service other than Lambda",
      integrationOf({
        type: "aws",
        httpMethod: "POST",
        uri: "arn:aws:apigateway:eu-west-1:sqs:path/1/q",
      }),
      `${path}: uri is "arn:aws:apigateway:eu-west-1:sqs:path/1/q".`,
    ],
    [
      "an unknown type",
      integrationOf({ type: "soap" }),
      `${path}: type is "soap". Use one of MOCK, AWS, AWS_PROXY, HTTP, HTTP_PROXY.`,
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
      "a pattern that is none",
      custom({ responses: { "(": { statusCode: "400" } } }),
      `${path}: selection_pattern "(" can't be served:`,
    ],
  ])("%s", (_, operation, message) => {
    expect(() => gatewayOf({ paths: { "/a": { get: operation } } })).toThrow(message);
  });

  test("a resource policy, on the API or by itself", () => {
    const policy = { "aws_api_gateway_rest_api_policy.p": { rest_api_id: "api1", policy: "{}" } };

    expect(() => gatewayOf({ api: { policy: "{}" } })).toThrow(
      "aws_api_gateway_rest_api.api: policy is set.",
    );
    expect(() => gatewayOf({ resources: policy })).toThrow(
      "aws_api_gateway_rest_api_policy.p: policy is set.",
    );
  });

  test("API keys that an authorizer would give", () => {
    const document = {
      components: { securitySchemes: { key: { type: "apiKey", name: "x-api-key", in: "header" } } },
    };
    const paths = { "/a": { get: proxy({ security: [{ key: [] }] }) } };

    expect(() => gatewayOf({ paths, document, api: { api_key_source: "AUTHORIZER" } })).toThrow(
      'aws_api_gateway_rest_api.api: api_key_source is "AUTHORIZER". Only HEADER can be served locally.',
    );
  });
});

test("an attribute without effect here is told of", () => {
  expect(gatewayOf({ api: { minimum_compression_size: "1024" } }).warnings).toEqual([
    "aws_api_gateway_rest_api.api: minimum_compression_size has no effect locally: answers are not compressed.",
  ]);
});

describe("a deployment", () => {
  const place = { rest_api_id: "api1", resource_id: "root", http_method: "GET" };
  const method = {
    "aws_api_gateway_method.m": { ...place, authorization: "NONE" },
    "aws_api_gateway_integration.m": { ...place, type: "MOCK" },
    "aws_api_gateway_integration_response.m": { ...place, status_code: "200" },
  };
  const warningsWith = (deployment: PlainResources[string]) => {
    const resources = {
      ...method,
      "aws_api_gateway_deployment.api": { id: "dep1", rest_api_id: "api1", ...deployment },
    };
    return gatewayOf({ resources }).warnings;
  };

  test("that Terraform may create before a method is told of, by both names", () => {
    expect(warningsWith({})).toEqual([
      "aws_api_gateway_deployment.api: neither triggers nor depends_on names aws_api_gateway_integration.m. Terraform may create the deployment first, and AWS would then not serve that method.",
    ]);
  });

  test.each<Record<string, Value>>([
    { depends_on: ["aws_api_gateway_integration.m"] },
    { depends_on: ["aws_api_gateway_integration_response.m"] },
    { triggers: { redeployment: "hash" } },
  ])("that comes after the method needs no warning: %j", (deployment) => {
    expect(warningsWith(deployment)).toEqual([]);
  });
});
