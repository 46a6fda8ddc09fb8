import { readFileSync } from "node:fs";
import type { PermissionScope } from "../../../constructs";
import { LambdaCustomIntegration, LambdaIntegration, Model, Template } from "../../../constructs";
import { all } from "../api-gateway/support";
import type { Synthesised } from "../lambda/support";
import { only, synth } from "../lambda/support";
import { bodyOf, invokeUri, part, restFixture } from "./support";

function nameOf(json: Synthesised, type: string): string {
  const [first] = all(json, type);
  if (!first) {
    throw new Error(`no ${type}`);
  }
  return first[0];
}

function reference(json: Synthesised, type: string, attribute: string): string {
  return `\${${type}.${nameOf(json, type)}.${attribute}}`;
}

const CONNECTION = {
  httpMethod: "POST",
  connectionType: "INTERNET",
  timeoutInMillis: 29_000,
  passthroughBehavior: "when_no_match",
};

const PATH_VARIABLE = { in: "path", required: true, schema: { type: "string" } };

test("an edge API with a proxied function is defined by one document that replaces what was there", () => {
  const { stack, api, fn } = restFixture({
    description: "An API Gateway with a Lambda Integration",
    endpointType: "EDGE",
  });
  const schema = { title: "LambdaModel", type: "object" };
  const model = api.addModel("LambdaModel", { contentType: "application/json", schema });
  api.root
    .addResource("lambda")
    .addMethod("POST", new LambdaIntegration(fn, { credentials: "role" }), {
      operationName: "lambda",
      methodResponses: [{ statusCode: "200", models: { "application/json": model } }],
    });

  const json = synth(stack);
  expect(only(json, "aws_api_gateway_rest_api")).toEqual({
    body: expect.any(String),
    name: "shop-dev-Api",
    description: "An API Gateway with a Lambda Integration",
    api_key_source: "HEADER",
    endpoint_configuration: { types: ["EDGE"] },
    put_rest_api_mode: "overwrite",
    fail_on_warnings: true,
    binary_media_types: [],
    minimum_compression_size: "-1",
    disable_execute_api_endpoint: false,
    lifecycle: { create_before_destroy: true },
  });
  expect(bodyOf(json)).toMatchObject({
    openapi: "3.0.1",
    info: { title: "Api", version: "1" },
    components: { schemas: { LambdaModel: schema } },
    paths: {
      "/lambda": {
        post: {
          operationId: "lambda",
          "x-amazon-apigateway-integration": { type: "aws_proxy", ...CONNECTION },
          responses: {
            "200": {
              description: "200 response",
              content: {
                "application/json": { schema: { $ref: "#/components/schemas/LambdaModel" } },
              },
            },
          },
        },
      },
    },
  });
});

test("a function invoked by a role has no permission, and the stage waits for the role's policy", () => {
  const { stack, api, fn } = restFixture();

  api.root.addMethod("GET", new LambdaIntegration(fn, { credentials: "role" }));

  const json = synth(stack);
  const invokeRole = all(json, "aws_iam_role").map(([name]) => name);
  const { credentials } = part(
    stack,
    "paths",
    "/",
    "get",
    "x-amazon-apigateway-integration",
  ) as Record<string, string>;
  expect(json.resource.aws_lambda_permission).toBeUndefined();
  expect(invokeRole.map((name) => `\${aws_iam_role.${name}.arn}`)).toContain(credentials);
  expect(only(json, "aws_api_gateway_stage").depends_on).toContainEqual(
    expect.stringMatching(/^aws_iam_role_policy\.Api_InvokeRole/),
  );
});

test("a function is mapped by the templates of its files, and its errors by patterns", () => {
  const { stack, api, fn } = restFixture();
  const integration = new LambdaCustomIntegration(fn, {
    requestTemplates: { "application/json": Template.fromFile("lambda-src/sample01/request.vtl") },
    integrationResponses: [
      { statusCode: "200", responseTemplates: { "application/json": "" } },
      {
        statusCode: "400",
        selectionPattern: "^\\[400:.*",
        responseTemplates: {
          "application/json": Template.fromFile("lambda-src/sample01/error.vtl"),
        },
      },
    ],
  });
  api.root.addResource("{hoge}").addMethod("GET", integration, {
    methodResponses: [
      { statusCode: "200", models: { "application/json": Model.EMPTY } },
      { statusCode: "400", models: { "application/json": Model.ERROR } },
    ],
  });

  const read = (name: string) => readFileSync(`lambda-src/sample01/${name}.vtl`, "utf8");
  const content = (name: string) => ({
    "application/json": { schema: { $ref: `#/components/schemas/${name}` } },
  });
  expect(part(stack, "paths")).toEqual({
    "/{hoge}": {
      get: {
        parameters: [{ name: "hoge", ...PATH_VARIABLE }],
        responses: {
          "200": { description: "200 response", content: content("Empty") },
          "400": { description: "400 response", content: content("Error") },
        },
        "x-amazon-apigateway-integration": {
          type: "aws",
          ...CONNECTION,
          uri: invokeUri("shop-dev-Hello"),
          requestTemplates: { "application/json": read("request") },
          responses: {
            default: { statusCode: "200", responseTemplates: { "application/json": "" } },
            "^\\[400:.*": {
              statusCode: "400",
              responseTemplates: { "application/json": read("error") },
            },
          },
        },
      },
    },
  });
  expect(part(stack, "components", "schemas")).toEqual({
    Empty: { title: "Empty Schema", type: "object" },
    Error: {
      title: "Error Schema",
      type: "object",
      properties: { message: { type: "string" } },
    },
  });
});

test("a function that serves every path has a method for the root and one for the rest", () => {
  const { stack, api, fn } = restFixture();
  const integration = new LambdaIntegration(fn);
  api.root.addMethod("ANY", integration);
  api.root.addProxy().addMethod("ANY", integration);

  const anyMethod = (parameters?: object[]) => ({
    "x-amazon-apigateway-any-method": {
      ...(parameters && { parameters }),
      responses: {},
      "x-amazon-apigateway-integration": {
        type: "aws_proxy",
        ...CONNECTION,
        uri: invokeUri("shop-dev-Hello"),
      },
    },
  });
  expect(part(stack, "paths")).toEqual({
    "/": anyMethod(),
    "/{proxy+}": anyMethod([{ name: "proxy", ...PATH_VARIABLE }]),
  });
});

test.each<[PermissionScope, string]>([
  [{ stage: "v1" }, "v1/*"],
  [{ method: "GET", path: "/pets/{id}" }, "*/GET/pets/*"],
])("a function may be invoked for the requests of %j only", (permission, requests) => {
  const { stack, api, fn } = restFixture();

  api.root.addMethod("GET", new LambdaIntegration(fn, { permission }));

  const json = synth(stack);
  expect(only(json, "aws_lambda_permission").source_arn).toBe(
    `${reference(json, "aws_api_gateway_rest_api", "execution_arn")}/${requests}`,
  );
});

test("a function's policy doesn't grow with the methods, and the stage waits for the statement (a policy holds 20 KB)", () => {
  const { stack, api, fn } = restFixture();

  for (let index = 0; index < 30; index += 1) {
    api.root.addResource(`r${index}`).addMethod("GET", new LambdaIntegration(fn));
  }

  const json = synth(stack);
  expect(only(json, "aws_lambda_permission").source_arn).toBe(
    `${reference(json, "aws_api_gateway_rest_api", "execution_arn")}/*/*`,
  );
  expect(only(json, "aws_api_gateway_stage").depends_on).toContain(
    `aws_lambda_permission.${nameOf(json, "aws_lambda_permission")}`,
  );
});
