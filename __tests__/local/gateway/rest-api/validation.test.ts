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
    '[instance type (string) does not match any allowed primitive type (allowed: ["integer"])]',
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
  [
    { type: ["number", "null"] },
    '"1"',
    'instance type (string) does not match any allowed primitive type (allowed: ["integer","null","number"])',
  ],
  [
    { properties: { a: { minimum: 2 } } },
    '{"a":1}',
    "numeric instance is lower than the required minimum (minimum: 2, found: 1)",
  ],
  [
    { maximum: 2, exclusiveMaximum: true },
    "3",
    "numeric instance is greater than the required maximum (maximum: 2, found: 3)",
  ],
  [
    { maximum: 2, exclusiveMaximum: true },
    "2",
    "numeric instance is not strictly lower than the required maximum 2",
  ],
  [
    { items: { enum: ["a"] } },
    '["b"]',
    'instance value ("b") not found in enum (possible values: ["a"])',
  ],
  [
    { minItems: 1 },
    "[]",
    "array is too short: must have at least 1 elements but instance has 0 elements",
  ],
  [
    { items: [{}], additionalItems: false },
    "[1,2]",
    "schema only allows 1 elements in array but instance has 2 elements",
  ],
  [
    { additionalProperties: false },
    '{"b":1,"a":1}',
    'object instance has properties which are not allowed by the schema: ["a","b"]',
  ],
  [{ maxLength: 1 }, '"😀b"', 'string "😀b" is too long (length: 2, maximum allowed: 1)'],
  [{ pattern: "^a" }, '"b"', 'ECMA 262 regex "^a" does not match input string "b"'],
  [{ multipleOf: 2 }, "3", "remainder of division is not zero (3 / 2)"],
  [
    { minProperties: 1 },
    "{}",
    "object has too few properties (found 0 but schema requires at least 1)",
  ],
  [
    { dependencies: { a: ["c", "b"] } },
    '{"a":1,"c":1}',
    'property "a" of object has missing property dependencies (schema requires ["b","c"]; missing: ["b"])',
  ],
  [
    { oneOf: [{ minimum: 1 }, { maximum: 9 }, { type: "string" }] },
    "5",
    "instance failed to match exactly one schema (matched 2 out of 3)",
  ],
  [
    { anyOf: [{ type: "string" }, { type: "null" }] },
    "5",
    "instance failed to match at least one required schema among 2",
  ],
  [
    { definitions: { A: { type: "string" } }, allOf: [{ $ref: "#/definitions/A" }, {}] },
    "5",
    "instance failed to match all required schemas (matched only 1 out of 2)",
  ],
  [{ not: {} }, "5", "instance matched a schema which it should not have"],
])("the schema %j describes what is wrong with %s in AWS's words", async (schema, body, text) => {
  expect(await checked(schema, [body])).toEqual([`[${text}]`]);
});

const STRING = { type: "string" };
const NOT_A_STRING =
  'instance type (integer) does not match any allowed primitive type (allowed: ["string"])';

test.each<[string, object, string, string]>([
  [
    "an object's errors hide those of its properties",
    { required: ["b"], properties: { a: STRING } },
    '{"a":1}',
    'object has missing required properties (["b"])',
  ],
  [
    "the properties next to a wrong one are checked, in the order of their names",
    { properties: { b: { minimum: 2 }, a: STRING } },
    '{"b":1,"a":1}',
    `${NOT_A_STRING}, numeric instance is lower than the required minimum (minimum: 2, found: 1)`,
  ],
  [
    "what is in the objects after a wrong property isn't checked",
    { properties: { a: STRING, b: { properties: { c: { minimum: 2 } } } } },
    '{"a":1,"b":{"c":1}}',
    NOT_A_STRING,
  ],
])("%s", async (_, schema, body, text) => {
  expect(await checked(schema, [body])).toEqual([`[${text}]`]);
});
