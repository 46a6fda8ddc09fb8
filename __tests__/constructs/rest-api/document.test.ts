import { Duration } from "../../../constructs/core/duration";
import type { Integration, MethodOptions } from "../../../constructs";
import {
  HttpIntegration,
  LambdaCustomIntegration,
  LambdaIntegration,
  MockIntegration,
  Model,
} from "../../../constructs";
import { only, synth } from "../lambda/support";
import { warningsOf } from "../warnings-of";
import { invokeUri, part, restFixture, snapshot } from "./support";

const INTEGRATION = "x-amazon-apigateway-integration";

function integrationOf(integration: Integration): unknown {
  const { stack, api } = restFixture();
  api.root.addMethod("GET", integration);
  return part(stack, "paths", "/", "get", INTEGRATION);
}

test("a method says which key, parameters and body it requires, and what is checked", () => {
  const { stack, api } = restFixture();
  const pet = api.addModel("Pet", { schema: { type: "object", required: ["name"] } });
  api.resourceForPath("/pets/{id}").addMethod("PUT", new MockIntegration(), {
    apiKeyRequired: true,
    requestParameters: {
      "method.request.querystring.page": true,
      "method.request.header.X-Trace": false,
    },
    requestModels: { "application/json": pet },
    requestValidation: "all",
    methodResponses: [
      { statusCode: "200", responseParameters: { "method.response.header.Location": true } },
    ],
  });

  const string = { schema: { type: "string" } };
  expect(part(stack, "paths", "/pets/{id}", "put")).toMatchObject({
    security: [{ api_key: [] }],
    parameters: [
      { in: "header", name: "X-Trace", required: false, ...string },
      { in: "path", name: "id", required: true, ...string },
      { in: "query", name: "page", required: true, ...string },
    ],
    requestBody: {
      required: true,
      content: { "application/json": { schema: { $ref: "#/components/schemas/Pet" } } },
    },
    "x-amazon-apigateway-request-validator": "all",
    responses: { "200": { headers: { Location: { required: true, ...string } } } },
  });
  expect(part(stack, "components")).toEqual({
    schemas: { Pet: { type: "object", required: ["name"] } },
    securitySchemes: {
      api_key: { type: "apiKey", name: "x-api-key", in: "header" },
    },
  });
});

test("a caller who must sign is told so by the scheme that API Gateway takes for IAM's", () => {
  const { stack, api } = restFixture();

  api.root.addMethod("GET", new MockIntegration(), { authorizationType: "AWS_IAM" });

  expect(part(stack, "components", "securitySchemes")).toEqual({
    sigv4: {
      type: "apiKey",
      name: "Authorization",
      in: "header",
      "x-amazon-apigateway-authtype": "awsSigv4",
    },
  });
});

test("empty sections are left out of the document", () => {
  const { stack, api } = restFixture();
  api.addGatewayResponse("THROTTLED", { responseParameters: {}, templates: {} });
  const methodResponses = [{ statusCode: "200", models: {}, responseParameters: {} }];

  api.root.addMethod("GET", new MockIntegration(), { requestParameters: {}, methodResponses });

  expect(part(stack)).not.toHaveProperty("components");
  expect(part(stack)).not.toHaveProperty("x-amazon-apigateway-gateway-responses");
  expect(part(stack, "paths", "/", "get")).not.toHaveProperty("parameters");
  expect(part(stack, "paths", "/", "get", "responses")).toEqual({
    "200": { description: "200 response" },
  });
});

test.each<[MethodOptions, object[] | undefined]>([
  [{}, undefined],
  [{ authorizationType: "NONE", apiKeyRequired: false }, undefined],
  [{ authorizationType: "AWS_IAM" }, [{ sigv4: [] }]],
  [{ authorizationType: "AWS_IAM", apiKeyRequired: true }, [{ sigv4: [] }, { api_key: [] }]],
])("with %j a method demands %j of its callers", (options, security) => {
  const { stack, api } = restFixture();

  api.root.addMethod("GET", new MockIntegration(), options);

  expect((part(stack, "paths", "/", "get") as { security?: object[] }).security).toEqual(security);
});

test("an OPTIONS method demands nothing for what others of its path demand (browsers send preflights without credentials)", () => {
  const { stack, api } = restFixture();

  api.root.addMethod("OPTIONS", new MockIntegration());
  api.root.addMethod("ANY", new MockIntegration(), { authorizationType: "AWS_IAM" });

  expect(part(stack, "paths", "/", "options")).not.toHaveProperty("security");
  expect(part(stack)).not.toHaveProperty("security");
});

test("a mock responds with 200 by default", () => {
  expect(integrationOf(new MockIntegration())).toEqual({
    type: "mock",
    passthroughBehavior: "when_no_match",
    requestTemplates: { "application/json": '{"statusCode": 200}' },
    responses: { default: { statusCode: "200" } },
  });
});

test("an HTTP endpoint gets the request as it is", () => {
  const integration = new HttpIntegration("https://example.com/", { timeout: Duration.millis(50) });

  expect(integrationOf(integration)).toEqual({
    type: "http_proxy",
    httpMethod: "ANY",
    uri: "https://example.com/",
    connectionType: "INTERNET",
    passthroughBehavior: "when_no_match",
    timeoutInMillis: 50,
  });
});

test("an HTTP integration that isn't a proxy is mapped", () => {
  const integration = new HttpIntegration("https://example.com", {
    proxy: false,
    passthroughBehavior: "NEVER",
    contentHandling: "CONVERT_TO_TEXT",
    requestParameters: { "integration.request.header.X": "'x'" },
    integrationResponses: [
      { statusCode: "404", selectionPattern: "4\\d{2}", contentHandling: "CONVERT_TO_BINARY" },
    ],
  });

  expect(integrationOf(integration)).toEqual({
    type: "http",
    httpMethod: "GET",
    connectionType: "INTERNET",
    timeoutInMillis: 29_000,
    uri: "https://example.com",
    passthroughBehavior: "never",
    contentHandling: "CONVERT_TO_TEXT",
    requestParameters: { "integration.request.header.X": "'x'" },
    responses: { "4\\d{2}": { statusCode: "404", contentHandling: "CONVERT_TO_BINARY" } },
  });
});

test("a method with no models takes any body", () => {
  const { stack, api } = restFixture();

  api.root.addMethod("POST", new MockIntegration(), { requestModels: {} });

  const post = part(stack, "paths", "/", "post");
  expect(post).not.toHaveProperty("requestBody");
  expect(post).not.toHaveProperty("x-amazon-apigateway-request-validator");
});

test("a variable of an HTTP endpoint's path is mapped from that of the method's", () => {
  const { stack, api } = restFixture();
  const requestParameters = { "integration.request.path.id": "method.request.path.pet" };
  const integration = new HttpIntegration("https://example.com/{id}", { requestParameters });

  api.resourceForPath("/{pet+}").addMethod("GET", integration);

  expect(part(stack, "paths", "/{pet+}", "get", INTEGRATION)).toMatchObject({
    uri: "https://example.com/{id}",
    requestParameters,
  });
});

test("headers that an integration's responses set are the method's where it doesn't say its own", () => {
  const { stack, api } = restFixture();
  const header = (name: string) => ({ [`method.response.header.${name}`]: "'x'" });
  const integrationResponses = [
    { statusCode: "200", responseParameters: { ...header("A"), ...header("B") } },
    { statusCode: "500", selectionPattern: "c" },
  ];

  api.root.addMethod("GET", new MockIntegration({ integrationResponses }));

  const declared = { required: false, schema: { type: "string" } };
  expect(part(stack, "paths", "/", "get", "responses")).toEqual({
    "200": { description: "200 response", headers: { A: declared, B: declared } },
    "500": { description: "500 response" },
  });
});

test("a stage variable in a URL reaches API Gateway", () => {
  expect(integrationOf(new HttpIntegration("https://${stageVariables.host}/"))).toMatchObject({
    uri: "https://$${stageVariables.host}/",
  });
});

test("Velocity, patterns and schemas are text to Terraform, while what is known at apply is a reference", () => {
  const { stack, api, fn } = restFixture();
  const integration = new LambdaCustomIntegration(fn, {
    requestTemplates: { "application/json": `\${x} %{if} ${fn.functionArn}` },
    integrationResponses: [{ statusCode: "200", selectionPattern: "[${]+" }],
  });
  api.root.addMethod("GET", integration);
  api.addModel("Price", { schema: { pattern: "^${1}" } });
  api.addGatewayResponse("DEFAULT_4XX", { templates: { "text/plain": "${y}" } });

  expect(part(stack, "paths", "/", "get", INTEGRATION)).toMatchObject({
    uri: invokeUri("shop-dev-Hello"),
    requestTemplates: {
      "application/json": expect.stringMatching(
        /^\$\$\{x\} %%\{if\} \$\{aws_lambda_function\.\w+\.arn\}$/,
      ),
    },
    responses: { "[$${]+": { statusCode: "200" } },
  });
  expect(part(stack, "components", "schemas", "Price")).toEqual({ pattern: "^$${1}" });
  expect(part(stack, "x-amazon-apigateway-gateway-responses")).toEqual({
    DEFAULT_4XX: { responseTemplates: { "text/plain": "$${y}" } },
  });
});

test("a gateway response has its status, parameters and templates", () => {
  const { stack, api } = restFixture();

  api.addGatewayResponse("THROTTLED", {
    statusCode: "503",
    responseParameters: { "gatewayresponse.header.Retry-After": "'1'" },
    templates: { "application/json": "{}" },
  });

  expect(part(stack, "x-amazon-apigateway-gateway-responses", "THROTTLED")).toEqual({
    statusCode: "503",
    responseParameters: { "gatewayresponse.header.Retry-After": "'1'" },
    responseTemplates: { "application/json": "{}" },
  });
});

test("a path that has no method is none of the document's, and its methods are all it has", () => {
  const { stack, api } = restFixture();
  const pet = api.resourceForPath("/pets/{id}");

  pet.addMethod("GET", new MockIntegration());
  pet.addMethod("DELETE", new MockIntegration());

  expect(pet.path).toBe("/pets/{id}");
  expect(api.resourceForPath("pets/{id}")).toBe(pet);
  const paths = part(stack, "paths") as Record<string, object>;
  expect(Object.keys(paths)).toEqual(["/pets/{id}"]);
  expect(Object.keys(paths["/pets/{id}"] ?? {})).toEqual(["delete", "get"]);
});

test("a method without responses of its own has those that its integration gives", () => {
  const { stack, api } = restFixture();
  const integrationResponses = [
    { statusCode: "200" },
    { statusCode: "500", selectionPattern: "x.*" },
    { statusCode: "500", selectionPattern: "y.*" },
  ];
  api.root.addMethod("GET", new MockIntegration({ integrationResponses }));

  expect(part(stack, "paths", "/", "get", "responses")).toEqual({
    "200": { description: "200 response" },
    "500": { description: "500 response" },
  });
});

test("what is added in another order makes the same document", () => {
  const fixture = (turn: <T>(items: readonly T[]) => readonly T[]) => {
    const { stack, api, fn } = restFixture();
    for (const name of turn(["b", "a", "c"])) {
      api.addModel(name, { schema: { title: name } });
      const resource = api.root.addResource(name);
      for (const method of turn(["GET", "ANY", "POST"] as const)) {
        resource.addMethod(method, new LambdaIntegration(fn), {
          requestParameters: Object.fromEntries(
            turn(["q", "p"]).map((parameter) => [`method.request.querystring.${parameter}`, true]),
          ),
          methodResponses: turn(["200", "404"]).map((statusCode) => ({
            statusCode,
            models: { "application/json": Model.EMPTY },
          })),
        });
      }
    }
    return snapshot(stack);
  };

  expect(fixture((items) => [...items].reverse())).toEqual(fixture((items) => items));
});

test.each<[boolean | undefined, boolean]>([
  [undefined, true],
  [false, false],
])("with failOnWarnings: %s, a warning about the document fails the import: %s", (given, fails) => {
  const { stack } = restFixture({ failOnWarnings: given });

  const { fail_on_warnings: synthesised } = only(synth(stack), "aws_api_gateway_rest_api");

  expect(synthesised).toBe(fails);
});

test("what AWS does not document or support causes a warning", () => {
  const { api } = restFixture();

  api.root.addResource("$metadata");
  api.addGatewayResponse("REQUEST_TOO_LARGE", { statusCode: "400" });

  expect(warningsOf(api)).toEqual([
    expect.stringMatching(/^dev\/Api: the path part \$metadata of \/\$metadata has a \$/),
    expect.stringMatching(/^dev\/Api: API Gateway does not support .* REQUEST_TOO_LARGE/),
  ]);
});
