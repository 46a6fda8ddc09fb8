import { createGateways } from "../../../../local/gateway/gateways";
import type { Value } from "../../../../local/terraform/resolved-stack";
import { plainStack, type PlainResources } from "../../lambda/support/plain-stack";
import { FakeLambda } from "../support/fake-lambda";
import {
  integrationOf,
  responseTo,
  responsesTo,
  responsesOf,
  gatewayOf,
  mock,
  proxy,
  text,
  WITHOUT_BODY,
} from "./support/serve";
import { servicesFor } from "../support/services";
import { problemsOf } from "../support/problems";

describe("an OpenAPI body", () => {
  test("may be Swagger 2.0, with API keys, models and validators", async () => {
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

    expect((await responseTo(api, { method: "POST", path: "/a", body: "[]" })).status).toBe(200);
    expect((await responseTo(api, { method: "POST", path: "/a", body: "{}" })).status).toBe(400);
    expect((await responseTo(api, { path: "/a" })).status).toBe(403);
  });

  test("sets the binary media types of the API", async () => {
    const lambda = new FakeLambda();
    const document = { "x-amazon-apigateway-binary-media-types": ["image/png"] };

    await responseTo(
      { paths: { "/a": { post: proxy() } }, document, lambda },
      { method: "POST", path: "/a", body_base64: "/w==", headers: { "Content-Type": "image/png" } },
    );

    expect(lambda.event).toMatchObject({ body: "/w==", isBase64Encoded: true });
  });

  test("is served together with separate resources, which may add to it or replace parts of it", async () => {
    const methodKey = { rest_api_id: "api1", resource_id: "r", http_method: "GET" };
    const resources = {
      "aws_api_gateway_resource.b": {
        id: "r",
        rest_api_id: "api1",
        parent_id: "root",
        path_part: "b",
      },
      "aws_api_gateway_method.b": { ...methodKey, authorization: "NONE" },
      "aws_api_gateway_integration.b": {
        ...methodKey,
        type: "MOCK",
        request_templates: { "application/json": '{"statusCode": 200}' },
      },
      "aws_api_gateway_integration_response.b": {
        ...methodKey,
        status_code: "200",
        response_templates: { "application/json": "from b" },
      },
    };
    const api = { paths: { "/a": { get: mock("from a") } }, resources };

    expect(text(await responseTo(api, { path: "/a" }))).toBe("from a");
    expect(text(await responseTo(api, { path: "/b" }))).toBe("from b");
  });

  test("declares a parameter for a whole path, which an operation may override", async () => {
    const parameter = (required: boolean) => [{ in: "query", name: "q", required }];
    const api = {
      paths: {
        "/a": {
          parameters: parameter(true),
          get: mock("ok", {}, { parameters: parameter(false) }),
          put: mock("ok"),
        },
      },
      document: {
        "x-amazon-apigateway-request-validators": { p: { validateRequestParameters: true } },
        "x-amazon-apigateway-request-validator": "p",
      },
    };

    expect((await responseTo(api, { path: "/a" })).status).toBe(200);
    expect((await responseTo(api, { method: "PUT", path: "/a" })).status).toBe(400);
  });

  test("may be YAML, with anchors and merged mappings", async () => {
    const body = `
---
openapi: 3.0.1
paths:
  /a:
    get: &ok
      responses: { 200: { description: ok } }
      x-amazon-apigateway-integration: &mock
        type: mock
        requestTemplates: { application/json: '{"statusCode": 200}' }
        responses:
          default: { statusCode: 200, responseTemplates: { application/json: "yes" } }
    put: *ok
    delete:
      <<: *ok
      security: [{ iam: [] }]
components:
  securitySchemes:
    iam: { type: apiKey, name: Authorization, in: header, x-amazon-apigateway-authtype: awsSigv4 }
`;
    const paths = ["GET", "PUT", "DELETE"].map((method) => ({ method, path: "/a" }));

    const responses = await responsesTo({ api: { body } }, paths);

    expect(responses.map(({ status }) => status)).toEqual([200, 200, 403]);
    expect(responses[0]?.body.toString()).toBe("yes");
  });

  test("may contain AWS's variables", async () => {
    const uri =
      "arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/arn:${AWS::Partition}:lambda:${AWS::Region}:${AWS::AccountId}:function:fn/invocations";
    const lambda = new FakeLambda();

    await responseTo(
      {
        lambda,
        paths: { "/a": { get: integrationOf({ type: "aws_proxy", httpMethod: "POST", uri }) } },
      },
      { path: "/a" },
    );

    expect(lambda.invocations[0]?.functionRef).toBe(
      "arn:aws:lambda:eu-west-1:123456789012:function:fn",
    );
  });

  test.each([
    ["openapi: [", "YAML: "],
    ["a: 1\na: 2", "YAML: Map keys must be unique at line 2"],
    ["{", "JSON: "],
  ])("that is neither JSON nor YAML is refused: %j", (body, reason) => {
    expect(problemsOf(gatewayOf({ api: { body } })).join("\n")).toContain(
      `aws_api_gateway_rest_api.api: body is not valid ${reason}`,
    );
  });
});

describe("a stage", () => {
  test("has its Terraform address, and its name as the path prefix", () => {
    expect(gatewayOf({}).stages).toEqual([
      { address: "aws_api_gateway_stage.stage", path: "/dev" },
    ]);
  });

  test("without an existing deployment is refused: AWS would serve nothing", () => {
    expect(problemsOf(gatewayOf({ stage: { deployment_id: "other" } })).join("\n")).toContain(
      'aws_api_gateway_stage.stage: deployment_id is "other", which is not a deployment of aws_api_gateway_rest_api.api.',
    );
  });

  test("sends percent_traffic of its requests to the canary", async () => {
    const stage = (percent_traffic: number) => ({
      variables: { v: "base" },
      canary_settings: [{ percent_traffic, stage_variable_overrides: { v: "canary" } }],
    });
    const paths = { "/a": { get: mock("$stageVariables.v $context.isCanaryRequest") } };

    expect(text(await responseTo({ paths, stage: stage(0) }, { path: "/a" }))).toBe("base false");
    expect(text(await responseTo({ paths, stage: stage(100) }, { path: "/a" }))).toBe(
      "canary true",
    );
  });

  test("names the canary's deployment in the events of the canary's requests", async () => {
    const canary = { deployment_id: "dep2", percent_traffic: 100 };
    const lambda = new FakeLambda();
    const api = { paths: { "/a": { get: proxy() } }, lambda, stage: { canary_settings: [canary] } };

    await responseTo(api, { path: "/a" });

    expect(lambda.event).toMatchObject({ requestContext: { deploymentId: "dep2" } });
    expect(gatewayOf(api).warnings).toEqual([
      "aws_api_gateway_stage.stage.canary_settings: deployment_id names a different deployment than the stage's; locally both serve the current definition.",
    ]);
  });

  test("makes an API reachable: an API without one responds with 403, and warns at start", async () => {
    const unread = { id: "x", name: "x", body: "no JSON" };
    const stack = plainStack("/", { "aws_api_gateway_rest_api.api": unread });
    const [api] = createGateways(stack, servicesFor(stack));

    expect(api).toMatchObject({
      stages: [],
      warnings: [
        "aws_api_gateway_rest_api.api: it has no stage, so every request gets 403 Forbidden, as on AWS.",
      ],
    });
    expect(api && (await responsesOf(api, [{ path: "/" }]))).toMatchObject([{ status: 403 }]);
  });
});

describe("a deployment", () => {
  const methodKey = { rest_api_id: "api1", resource_id: "root", http_method: "GET" };
  const method = {
    "aws_api_gateway_method.m": { ...methodKey, authorization: "NONE" },
    "aws_api_gateway_integration.m": { ...methodKey, type: "MOCK" },
    "aws_api_gateway_integration_response.m": { ...methodKey, status_code: "200" },
  };
  const warningsWith = (deployment: PlainResources[string]) => {
    const resources = {
      ...WITHOUT_BODY,
      ...method,
      "aws_api_gateway_deployment.api": { id: "dep1", rest_api_id: "api1", ...deployment },
    };
    return gatewayOf({ resources }).warnings;
  };

  test("of an API with an OpenAPI body needs no warning, because the body is part of the API", () => {
    expect(gatewayOf({ paths: { "/a": { get: mock("ok") } } }).warnings).toEqual([]);
  });

  test("that Terraform may create before a method causes a warning with both addresses", () => {
    expect(warningsWith({})).toEqual([
      "aws_api_gateway_deployment.api: neither triggers nor depends_on names aws_api_gateway_integration.m. If Terraform creates the deployment first, AWS doesn't serve that method.",
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
