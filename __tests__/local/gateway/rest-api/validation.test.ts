import { FakeLambda } from "../support/fake-lambda";
import { answer, gatewayOf, proxy, text } from "./support/serve";

const VALIDATORS = {
  all: { validateRequestBody: true, validateRequestParameters: true },
  body: { validateRequestBody: true, validateRequestParameters: false },
};

const schemas = {
  Pet: {
    type: "object",
    required: ["name"],
    properties: { name: { type: "string" }, parent: { $ref: "#/components/schemas/Pet" } },
  },
};

function apiOf(operation: object, validator = "all") {
  return {
    paths: {
      "/pets/{id}": {
        post: proxy({ "x-amazon-apigateway-request-validator": validator, ...operation }),
      },
    },
    document: { "x-amazon-apigateway-request-validators": VALIDATORS, components: { schemas } },
  };
}

const required = [
  { in: "query", name: "q", required: true },
  { in: "header", name: "X-H", required: true },
  { in: "query", name: "optional" },
];
const requestBody = {
  content: { "application/json": { schema: { $ref: "#/components/schemas/Pet" } } },
};

function post(body: string, more: object = {}) {
  return { method: "POST", path: "/pets/1", body, ...more };
}

test("missing and blank parameters are listed, headers first", async () => {
  const got = await answer(apiOf({ parameters: required }), post("", { query: "q=%20" }));

  expect([got.status, text(got)]).toEqual([
    400,
    '{"message":"Missing required request parameters: [X-H, q]"}',
  ]);
});

test("with all its parameters a request passes, whatever the case of its headers", async () => {
  const got = await answer(
    apiOf({ parameters: required }),
    post("", { query: "q=1", headers: { "x-h": "1" } }),
  );

  expect(got.status).toBe(200);
});

test.each([
  ["a model met", '{"name": "Rex", "parent": {"name": "Max"}}', {}, 200],
  ["a model not met, through a reference to itself", '{"name": "Rex", "parent": {}}', {}, 400],
  ["no JSON", "{", {}, 400],
  ["no body", "", {}, 400],
  ["a type without a model, which isn't checked", "x", { "Content-Type": "text/plain" }, 200],
])("a body with %s", async (_, body, headers, status) => {
  const got = await answer(apiOf({ requestBody }, "body"), post(body, { headers }));

  expect(got.status).toBe(status);
});

test("why a body is invalid can be shown by a customised response", async () => {
  const api = apiOf({ requestBody }, "body");
  const responses = {
    BAD_REQUEST_BODY: {
      responseTemplates: { "application/json": "$context.error.validationErrorString" },
    },
  };

  const got = await answer(
    { ...api, document: { ...api.document, "x-amazon-apigateway-gateway-responses": responses } },
    post("{}"),
  );

  expect(text(got)).toBe('[object has missing required properties (["name"])]');
});

test("a schema in place of a name is a model as well", async () => {
  const inline = { content: { "application/json": { schema: { type: "array" } } } };

  expect((await answer(apiOf({ requestBody: inline }), post("[]"))).status).toBe(200);
  expect((await answer(apiOf({ requestBody: inline }), post("{}"))).status).toBe(400);
});

test("a model that isn't there is refused at start, with those that are", () => {
  const missing = {
    content: { "application/json": { schema: { $ref: "#/components/schemas/Cat" } } },
  };

  expect(() => gatewayOf({ ...apiOf({ requestBody: missing }), lambda: new FakeLambda() })).toThrow(
    'aws_api_gateway_rest_api.api (POST /pets/{id}): There is no model "Cat": the API has Empty, Error, Pet.',
  );
});
