import {
  answer,
  answers,
  FUNCTION_URI,
  gatewayOf,
  proxy,
  text,
  WITHOUT_BODY,
  type TestApi,
} from "./support/serve";

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

/** The answers that bodies get from a method whose bodies are checked against a model of Terraform. */
async function checked(schema: object, bodies: readonly string[]): Promise<string[]> {
  const requests = bodies.map((body) => ({ method: "POST", path: "/", body }));
  const got = await answers(withModel({ schema: JSON.stringify(schema) }), requests);
  return got.map((one) => (one.status === 200 ? "valid" : text(one)));
}

/** An API of separate resources, with a method whose bodies are checked against the model M. */
function withModel(model: Readonly<Record<string, string>>): TestApi {
  const place = { rest_api_id: "api1", resource_id: "root", http_method: "POST" };
  const resources = {
    ...WITHOUT_BODY,
    "aws_api_gateway_model.m": { rest_api_id: "api1", name: "M", ...model },
    "aws_api_gateway_request_validator.v": {
      id: "v",
      rest_api_id: "api1",
      validate_request_body: true,
    },
    "aws_api_gateway_method.m": {
      ...place,
      authorization: "NONE",
      request_models: { "application/json": "M" },
      request_validator_id: "v",
    },
    "aws_api_gateway_integration.m": {
      ...place,
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
  expect(() => gatewayOf(withModel({ name: "Cat", schema: '{"type":"object"}' }))).toThrow(
    'aws_api_gateway_method.m: There is no model "M": the API has Empty, Error, Cat.',
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
  expect(() => gatewayOf(withModel({ schema }))).toThrow(
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
    { properties: {}, additionalProperties: false },
    '{"y":1,"x":1}',
    'object instance has properties which are not allowed by the schema: ["x","y"]',
  ],
  [
    { type: ["string", "null"] },
    "1.5",
    'instance type (number) does not match any allowed primitive type (allowed: ["null","string"])',
  ],
  [
    { enum: ["a", "b"] },
    '"c"',
    'instance value ("c") not found in enum (possible values: ["a","b"])',
  ],
  [{ pattern: "^a" }, '"b"', 'ECMA 262 regex "^a" does not match input string "b"'],
  [
    { minimum: 2 },
    "1",
    "numeric instance is lower than the required minimum (minimum: 2, found: 1)",
  ],
  [
    { minimum: 2, exclusiveMinimum: true },
    "2",
    "numeric instance is not strictly greater than the required minimum 2",
  ],
  [
    { maximum: 2 },
    "3",
    "numeric instance is greater than the required maximum (maximum: 2, found: 3)",
  ],
  [
    { maximum: 2, exclusiveMaximum: true },
    "2",
    "numeric instance is not strictly lower than the required maximum 2",
  ],
  [{ multipleOf: 2 }, "3", "remainder of division is not zero (3 / 2)"],
  [{ minLength: 2 }, '"☕"', 'string "☕" is too short (length: 1, required minimum: 2)'],
  [{ maxLength: 1 }, '"ab"', 'string "ab" is too long (length: 2, maximum allowed: 1)'],
  [
    { minItems: 1 },
    "[]",
    "array is too short: must have at least 1 elements but instance has 0 elements",
  ],
  [
    { maxItems: 1 },
    "[1,2]",
    "array is too long: must have at most 1 elements but instance has 2 elements",
  ],
  [{ uniqueItems: true }, "[1,1]", "array must not contain duplicate elements"],
  [
    { minProperties: 1 },
    "{}",
    "object has too few properties (found 0 but schema requires at least 1)",
  ],
  [
    { maxProperties: 0 },
    '{"a":1}',
    "object has too many properties (found 1 but schema requires at most 0)",
  ],
  [
    { anyOf: [{ type: "string" }, { type: "null" }] },
    "1",
    "instance failed to match at least one required schema among 2",
  ],
  [
    { oneOf: [{ type: "string" }, { required: ["a"] }] },
    "{}",
    "instance failed to match exactly one schema (matched 0 out of 2)",
  ],
  [{ not: { type: "string" } }, '"a"', "instance matched a schema which it should not have"],
])("the schema %j says of %s what is wrong, in AWS's words", async (schema, body, message) => {
  expect(await checked(schema, [body])).toEqual([`[${message}]`]);
});

test("all that is wrong with a body is told, objects before what they hold", async () => {
  const schema = { required: ["b"], properties: { a: { type: "string" } } };

  expect(await checked(schema, ['{"a":1}'])).toEqual([
    '[object has missing required properties (["b"]), instance type (integer) does not match any allowed primitive type (allowed: ["string"])]',
  ]);
});
