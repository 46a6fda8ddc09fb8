import { importDocument, rejectionOf } from "../../../../../local/gateway/rest-api/import";

const mock = {
  type: "mock",
  passthroughBehavior: "when_no_templates",
  requestTemplates: { "application/json": '{"statusCode": 200}' },
  responses: { default: { statusCode: "200", responseTemplates: { "application/json": "ok" } } },
};

const json = (name: string) => ({
  "application/json": { schema: { $ref: `#/components/schemas/${name}` } },
});

/** As imported on AWS with failonwarnings: models that refer to each other, and a mock method. */
const circular = {
  openapi: "3.0.2",
  info: { title: "Circular", version: "1.0" },
  "x-amazon-apigateway-request-validators": { basic: { validateRequestBody: true } },
  "x-amazon-apigateway-request-validator": "basic",
  paths: {
    "/person": {
      post: {
        operationId: "CreatePerson",
        description: "Creates a person",
        requestBody: { content: json("Person"), required: true },
        responses: { "200": { description: "Empty", content: json("Empty") } },
        "x-amazon-apigateway-integration": mock,
      },
    },
    "/echo/{data}": {
      "x-amazon-apigateway-any-method": {
        responses: { "200": { description: "200 response", content: json("Empty") } },
        "x-amazon-apigateway-integration": mock,
      },
    },
  },
  components: {
    securitySchemes: { api_key: { in: "header", name: "x-api-key", type: "apiKey" } },
    schemas: {
      Empty: { title: "Empty Schema", type: "object" },
      Person: {
        type: "object",
        description: "A person",
        properties: {
          name: { type: "string", format: "byte" },
          house: { $ref: "#/components/schemas/House" },
        },
        required: ["name"],
      },
      House: {
        type: "object",
        properties: {
          contains: {
            type: "array",
            items: { $ref: "#/components/schemas/Person" },
            minItems: 1,
            description: "Who lives there",
          },
        },
      },
    },
  },
};

function rejection(paths: object, components: object = {}, failOnWarnings = true) {
  return rejectionOf(importDocument({ ...circular, paths, components }), failOnWarnings);
}

const responses = { "200": { description: "" } };

describe("documents whose import on AWS is recorded", () => {
  test("one that AWS imports completely stays unchanged", () => {
    const imported = importDocument(circular);

    expect(imported).toEqual({ document: circular, warnings: [], errors: [] });
    expect(rejectionOf(imported, true)).toBeUndefined();
  });

  test("an unknown key of the components fails with failonwarnings only", () => {
    const components = { invalid_key_will_warn: {} };

    expect(rejection({}, components)).toBe(
      "Warnings found during import:\n\tParse issue: attribute components.invalid_key_will_warn is unexpected",
    );
    expect(rejection({}, components, false)).toBeUndefined();
  });

  test("inline combinators are ignored, with AWS's message", () => {
    const content = { "application/json": { schema: { allOf: [{ type: "object" }] } } };
    const integration = { "x-amazon-apigateway-integration": mock };
    const get = { responses: { "200": { description: "", content } }, ...integration };
    const put = { requestBody: { content }, responses, ...integration };

    expect(rejection({ "/test": { get, put } })).toBe(
      [
        "Warnings found during import:",
        "Unsupported model type 'ComposedSchema' in 200 response to method 'GET /test'. Ignoring.",
        "Unsupported model type 'Content' in request schema for 'PUT /test'. Ignoring.",
      ].join("\n\t"),
    );
  });

  test("a mapping that is not a string is dropped, and the others stay", () => {
    const requestParameters = {
      "integration.request.header.double-single": "'True'",
      "integration.request.header.nothing": true,
    };
    const get = { responses, "x-amazon-apigateway-integration": { ...mock, requestParameters } };

    const { document, warnings } = importDocument({ ...circular, paths: { "/test": { get } } });

    expect(warnings.map(({ awsWarning }) => awsWarning)).toEqual([
      "Invalid format for 'requestParameters'. Expected type string for property 'integration.request.header.nothing' of resource '/test' and method 'GET' but got 'true'",
    ]);
    expect(document).toHaveProperty(
      ["paths", "/test", "get", "x-amazon-apigateway-integration", "requestParameters"],
      { "integration.request.header.double-single": "'True'" },
    );
  });

  test("a mapping from an undeclared parameter fails even without failonwarnings", () => {
    const requestParameters = {
      "integration.request.header.Authorization": "method.request.header.Authorization",
    };
    const get = { responses, "x-amazon-apigateway-integration": { ...mock, requestParameters } };

    expect(rejection({ "/": { get } }, {}, false)).toBe(
      "Errors found during import:\n\tUnable to put integration on 'GET' for resource at path '/': Invalid mapping expression specified: Validation Result: warnings : [], errors : [Invalid mapping expression parameter specified: method.request.header.Authorization]",
    );
  });

  test("a reference to a model that isn't in the document is ignored, with AWS's message", () => {
    const get = { responses: { "200": { content: json("Missing") } } };

    expect(rejection({ "/": { get } })).toBe(
      "Warnings found during import:\n\tReference to model 'Missing' not found. Ignoring.",
    );
  });
});

test("the parser's messages name the model, or the location of an inline schema", () => {
  const schema = { properties: { a: { const: 1 } } };
  const requestBody = { content: { "application/json": { schema } } };
  const put = { operationId: "same", requestBody, responses };
  const post = { operationId: "same", responses };

  expect(rejection({ "/a": { put, post } }, { schemas: { M: schema } })).toBe(
    [
      "Warnings found during import:",
      "Parse issue: attribute paths.'/a'(put).requestBody.content.'application/json'.schema.const is unexpected",
      "Parse issue: attribute paths.'/a'(post).operationId is repeated",
      "Parse issue: attribute components.schemas.M.const is unexpected",
    ].join("\n\t"),
  );
});

test("parts that the parser ignores cause no messages", () => {
  const operation = { requestBody: { typo: 1, content: {} }, typo: 1, responses };

  expect(rejection({ "/a": { "x-amazon-apigateway-any-method": operation } })).toBeUndefined();
});
