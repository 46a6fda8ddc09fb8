import {
  responseTo,
  responsesTo,
  FUNCTION_URI,
  gatewayOf,
  proxy,
  text,
  WITHOUT_BODY,
  type TestApi,
} from "./support/serve";
import { problemsOf } from "../support/problems";

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
  const got = await responseTo(apiOf({ parameters: required }), post("", { query: "q=%20" }));

  expect([got.status, text(got)]).toEqual([
    400,
    '{"message":"Missing required request parameters: [X-H, q]"}',
  ]);
});

test("with all its parameters a request passes, whatever the case of its headers", async () => {
  const got = await responseTo(
    apiOf({ parameters: required }),
    post("", { query: "q=1", headers: { "x-h": "1" } }),
  );

  expect(got.status).toBe(200);
});

test.each([
  ["a model met", '{"name": "Rex", "parent": {"name": "Max"}}', {}, 200],
  ["a model not met, through a reference to itself", '{"name": "Rex", "parent": {}}', {}, 400],
  ["invalid JSON", "{", {}, 400],
  ["no body", "", {}, 400],
  ["a type without a model, which isn't checked", "x", { "Content-Type": "text/plain" }, 200],
])("a body with %s", async (_, body, headers, status) => {
  const got = await responseTo(apiOf({ requestBody }, "body"), post(body, { headers }));

  expect(got.status).toBe(status);
});

test("why a body is invalid can be shown by a customised response", async () => {
  const api = apiOf({ requestBody }, "body");
  const responses = {
    BAD_REQUEST_BODY: {
      responseTemplates: { "application/json": "$context.error.validationErrorString" },
    },
  };

  const got = await responseTo(
    { ...api, document: { ...api.document, "x-amazon-apigateway-gateway-responses": responses } },
    post("{}"),
  );

  expect(text(got)).toBe('[object has missing required properties (["name"])]');
});

test("a schema in place of a name is a model as well", async () => {
  const inline = { content: { "application/json": { schema: { type: "array" } } } };

  expect((await responseTo(apiOf({ requestBody: inline }), post("[]"))).status).toBe(200);
  expect((await responseTo(apiOf({ requestBody: inline }), post("{}"))).status).toBe(400);
});

/** For each body, `valid` or the error from a method that validates with a model of Terraform. */
async function checked(schema: object, bodies: readonly string[]): Promise<string[]> {
  const requests = bodies.map((body) => ({ method: "POST", path: "/", body }));
  const got = await responsesTo(withModel({ schema: JSON.stringify(schema) }), requests);
  return got.map((one) => (one.status === 200 ? "valid" : text(one)));
}

/** An API of separate resources, with a method whose bodies are checked against the model M. */
function withModel(model: Readonly<Record<string, string>>): TestApi {
  const methodKey = { rest_api_id: "api1", resource_id: "root", http_method: "POST" };
  const resources = {
    ...WITHOUT_BODY,
    "aws_api_gateway_model.m": { rest_api_id: "api1", name: "M", ...model },
    "aws_api_gateway_request_validator.v": {
      id: "v",
      rest_api_id: "api1",
      validate_request_body: true,
    },
    "aws_api_gateway_method.m": {
      ...methodKey,
      authorization: "NONE",
      request_models: { "application/json": "M" },
      request_validator_id: "v",
    },
    "aws_api_gateway_integration.m": {
      ...methodKey,
      type: "AWS_PROXY",
      integration_http_method: "POST",
      uri: FUNCTION_URI,
    },
    "aws_api_gateway_gateway_response.r": {
      rest_api_id: "api1",
      response_type: "BAD_REQUEST_BODY",
      response_templates: { "application/json": "$context.error.validationErrorString" },
    },
  };
  return { resources };
}

test("a model that isn't there is refused at start, with those that are", () => {
  expect(
    problemsOf(gatewayOf(withModel({ name: "Cat", schema: '{"type":"object"}' }))).join("\n"),
  ).toContain(
    'aws_api_gateway_method.m: model "M" does not exist; the API has: Empty, Error, Cat.',
  );
});

test.each([
  ["no text", "", "Model schema must have at least 1 property or array items defined"],
  [
    "keywords that draft 4 lacks, at any depth",
    '{"$id": "x", "properties": {"a": {"items": [{"const": 1}]}}}',
    invalidModel('. Unsupported keyword(s): ["$id","const"]'),
  ],
  ["an empty required", '{"required": []}', invalidModel("")],
  ["a value twice in enum", '{"enum": ["A", "A"]}', invalidModel("")],
])("a model of its own with %s is refused at start, in AWS's words", (_, schema, message) => {
  expect(problemsOf(gatewayOf(withModel({ schema }))).join("\n")).toContain(
    `aws_api_gateway_model.m: schema: AWS rejects it: ${message}`,
  );
});

function invalidModel(reason: string): string {
  return `Invalid model specified: Validation Result: warnings : [], errors : [Invalid model schema specified${reason}]`;
}

test("a property named id is checked like any other", async () => {
  const schema = {
    id: "pet",
    properties: { id: { type: "integer" } },
    additionalProperties: false,
  };

  expect(await checked(schema, ['{"id":1}', '{"id":"x"}'])).toEqual([
    "valid",
    "[/id must be integer]",
  ]);
});

test("a model can refer to definitions of its own", async () => {
  const schema = {
    definitions: { Name: { type: "string" } },
    items: { $ref: "#/definitions/Name" },
  };

  expect(await checked(schema, ['["a"]'])).toEqual(["valid"]);
  expect(await checked(schema, ["[1]"])).not.toEqual(["valid"]);
});

test("a pattern may escape what needs no escape", async () => {
  const schema = { type: "string", pattern: "^\\d+\\:\\_$" };

  expect(await checked(schema, ['"1:_"'])).toEqual(["valid"]);
});

test.each<[object, string, string]>([
  [{ required: ["b", "a"] }, "{}", 'object has missing required properties (["a","b"])'],
  [{ type: "string" }, "1", "body must be string"],
  [{ properties: { a: { minimum: 2 } } }, '{"a":1}', "/a must be >= 2"],
  [{ items: { enum: ["a"] } }, '["b"]', "/0 must be equal to one of the allowed values"],
])("the schema %j describes what is wrong with %s", async (schema, body, message) => {
  expect(await checked(schema, [body])).toEqual([`[${message}]`]);
});

test("everything that is wrong with a body is listed, objects before their properties", async () => {
  const schema = { required: ["c", "b"], properties: { a: { type: "string" } } };

  expect(await checked(schema, ['{"a":1}'])).toEqual([
    '[object has missing required properties (["b","c"]), /a must be string]',
  ]);
});
