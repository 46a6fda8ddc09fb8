import { FakeLambda } from "../../support/fake-lambda";
import { responsesTo, custom, gatewayOf, mock, type TestApi } from "../support/serve";

const BODY = "aws_api_gateway_rest_api.api.body";

/** An API that checks the bodies of `POST /a` against a model. */
function withSchemas(schemas: object, schema: object = { $ref: "#/components/schemas/M" }) {
  const requestBody = { content: { "application/json": { schema } } };
  return {
    paths: { "/a": { post: mock("ok", {}, { requestBody }) } },
    document: {
      components: { schemas },
      "x-amazon-apigateway-request-validators": { body: { validateRequestBody: true } },
      "x-amazon-apigateway-request-validator": "body",
    },
  };
}

async function statuses(api: TestApi, bodies: readonly string[]): Promise<number[]> {
  const requests = bodies.map((body) => ({ method: "POST", path: "/a", body }));
  return (await responsesTo(api, requests)).map(({ status }) => status);
}

const dropped = "AWS drops this keyword on import, so nothing is validated by it.";
const ofAnotherType =
  "AWS drops this on import, because OpenAPI 3.0 has a value of another type here, so nothing is validated by it.";
const unsupported = "AWS does not support this keyword in models, so it has no effect.";

describe("a keyword that AWS's importer drops validates nothing, and causes a warning with its location", () => {
  const M = "components.schemas.M";
  // Each body breaks the keyword.
  test.each<[string, object, string, string]>([
    ["patternProperties", { patternProperties: { "^a": { type: "string" } } }, '{"a":1}', dropped],
    ["dependencies", { dependencies: { a: ["b"] } }, '{"a":1}', dropped],
    ["additionalItems", { items: {}, additionalItems: { type: "string" } }, "[1]", dropped],
    ["const", { const: 1 }, "2", dropped],
    ["definitions", { definitions: { A: { type: "string" } } }, "1", dropped],
    ["$schema", { $schema: "http://json-schema.org/draft-04/schema#" }, "1", dropped],
    ["id", { id: "x" }, "1", dropped],
    ["$id", { $id: "x" }, "1", dropped],
    ["items", { items: [{ type: "string" }] }, "[1]", ofAnotherType],
    ["type", { type: ["string", "null"] }, "1", ofAnotherType],
    ["exclusiveMinimum", { exclusiveMinimum: 5 }, "5", ofAnotherType],
    ["exclusiveMinimum", { minimum: 5, exclusiveMinimum: true }, "5", unsupported],
    ["default", { default: 1 }, "1", unsupported],
    ["example", { example: 1 }, "1", unsupported],
    ["readOnly", { readOnly: true }, "1", unsupported],
    ["discriminator", { discriminator: { propertyName: "a" } }, "1", unsupported],
    [
      "oneOf",
      { items: {}, oneOf: [{ maxItems: 0 }] },
      "[1]",
      "AWS drops this keyword on import, because the schema has items too, so nothing is validated by it.",
    ],
  ])("%s of %j", async (keyword, schema, body, effect) => {
    const api = withSchemas({ M: { title: "M", ...schema } });

    expect(gatewayOf(api).warnings).toEqual([`${BODY}: ${M}.${keyword}: ${effect}`]);
    expect(await statuses(api, [body])).toEqual([200]);
  });

  test("nullable, so null is refused", async () => {
    const api = withSchemas({ M: { type: "string", nullable: true } });

    expect(gatewayOf(api).warnings).toEqual([
      `${BODY}: ${M}.nullable: AWS validates by JSON Schema draft 4, which has no nullable, so it has no effect.`,
    ]);
    expect(await statuses(api, ["null"])).toEqual([400]);
  });

  test("a keyword beside $ref, except the description", async () => {
    const reference = { $ref: "#/components/schemas/N", description: "an N", minLength: 9 };
    const api = withSchemas({
      N: { type: "string" },
      M: { type: "object", properties: { n: reference } },
    });

    expect(gatewayOf(api).warnings).toEqual([
      `${BODY}: ${M}.properties.n.minLength: AWS drops what is beside $ref on import, so nothing is validated by it.`,
    ]);
    expect(await statuses(api, ['{"n":"a"}', '{"n":1}'])).toEqual([200, 400]);
  });

  test.each([
    "#/definitions/N",
    "#/components/schemas/N/properties/y",
    "#/components/schemas/Missing",
    "https://apigateway.amazonaws.com/restapis/x/models/N",
  ])("a reference to %s", async ($ref) => {
    const N = { type: "object", properties: { y: { type: "string" } } };
    const api = withSchemas({ N, M: { type: "object", properties: { n: { $ref } } } });

    expect(gatewayOf(api).warnings).toEqual([
      `${BODY}: ${M}.properties.n.$ref: AWS ignores it, because it is not a model of this document: nothing is validated.`,
    ]);
    expect(await statuses(api, ['{"n":1}'])).toEqual([200]);
  });

  test("at any depth", () => {
    const api = withSchemas({
      M: { type: "array", items: { oneOf: [{ not: { properties: { a: { const: 1 } } } }] } },
    });

    expect(gatewayOf(api).warnings).toEqual([
      `${BODY}: ${M}.items.oneOf[0].not.properties.a.const: ${dropped}`,
    ]);
  });
});

describe("what AWS's importer keeps is served without a warning", () => {
  test("minItems, recursion, formats, descriptions, extensions and an empty required", async () => {
    const parent = { $ref: "#/components/schemas/M" };
    const tags = { type: "array", minItems: 1, items: { type: "string", format: "byte" } };
    const M = { type: "object", description: "M", required: [], "x-own": 1 };
    const api = withSchemas({ M: { ...M, properties: { parent, tags } } });

    expect(gatewayOf(api).warnings).toEqual([]);
    expect(await statuses(api, ['{"parent":{"tags":["a"]}}', '{"parent":{"tags":[]}}'])).toEqual([
      200, 400,
    ]);
  });

  test("a schema with items becomes an array, and one with additionalProperties an object", async () => {
    const array = withSchemas({ M: { items: { type: "string" } } });
    const object = withSchemas({ M: { additionalProperties: false } });

    expect(await statuses(array, ["[]", "{}"])).toEqual([200, 400]);
    expect(await statuses(object, ["[]", "{}"])).toEqual([400, 200]);
  });

  test("a named model with a combinator", async () => {
    const api = withSchemas({ M: { oneOf: [{ type: "string" }, { type: "null" }] } });

    expect(gatewayOf(api).warnings).toEqual([]);
    expect(await statuses(api, ['"a"', "1"])).toEqual([200, 400]);
  });
});

describe("a body whose model AWS ignores is not validated, and causes a warning", () => {
  const inlineSchema = "paths./a.post.requestBody.content.application/json.schema";

  test.each(["allOf", "anyOf", "oneOf"])("an inline %s", async (combinator) => {
    const api = withSchemas({}, { [combinator]: [{ type: "string" }] });

    expect(gatewayOf(api).warnings).toEqual([
      `${BODY}: ${inlineSchema}: AWS ignores an inline schema with allOf, anyOf or oneOf, so bodies are not validated: make it a named model.`,
    ]);
    expect(await statuses(api, ["1", "{"])).toEqual([200, 200]);
  });

  test.each(["Missing", "Empty", "Error"])(
    "a model %s that isn't in the document",
    async (name) => {
      const api = withSchemas({}, { $ref: `#/components/schemas/${name}` });

      expect(gatewayOf(api).warnings).toEqual([
        `${BODY}: ${inlineSchema}.$ref: AWS ignores it, because it is not a model of this document: nothing is validated.`,
      ]);
      expect(await statuses(api, ["[]"])).toEqual([200]);
    },
  );

  test("in a request body that several operations reference", async () => {
    const { document } = withSchemas({ M: { type: "array" } });
    const content = { "application/json": { schema: { $ref: "#/components/schemas/M" } } };
    const requestBodies = { Shared: { content } };
    const requestBody = { $ref: "#/components/requestBodies/Shared" };
    const api = {
      paths: { "/a": { post: mock("ok", {}, { requestBody }) } },
      document: { ...document, components: { ...document.components, requestBodies } },
    };

    expect(await statuses(api, ["[]", "{}"])).toEqual([200, 400]);
  });
});

test.each<[string, object, string, string]>([
  [
    "a value twice in enum",
    { enum: ["A", "A"] },
    ".enum",
    "whose enum has a value twice: remove one.",
  ],
  ["an array without items", { type: "array" }, "", "with an array without items: add items."],
])("a model that AWS may reject causes a warning: %s", (_, schema, suffix, reason) => {
  expect(gatewayOf(withSchemas({ M: schema })).warnings).toEqual([
    `${BODY}: components.schemas.M${suffix}: AWS may reject a model ${reason}`,
  ]);
});

test("a model without a keyword causes a warning: AWS may reject it", () => {
  expect(gatewayOf(withSchemas({ M: {} })).warnings).toEqual([
    `${BODY}: components.schemas.M: AWS may reject an empty model: give it a title or a type.`,
  ]);
});

describe("an integration", () => {
  test("keeps the last of the responses with one status code, and warns about the others", async () => {
    const template = (text: string) => ({
      statusCode: "400",
      responseTemplates: { "application/json": text },
    });
    const responses = { "A.*": template("a"), "B.*": template("b") };
    const lambda = new FakeLambda({ fails: { errorMessage: "A1" } });
    const api = { paths: { "/a": { post: custom({ responses }) } }, lambda };

    expect(gatewayOf(api).warnings).toEqual([
      `${BODY}: paths./a.post.x-amazon-apigateway-integration.responses.A.*: AWS keeps one integration response per status code, and does not define which: the last one is served, this one is lost.`,
    ]);
    expect(await statuses(api, ["{}"])).toEqual([500]);
  });

  test("loses a mapping whose value is not a string, with a warning", async () => {
    const requestParameters = { "integration.request.header.nothing": true };
    const api = { paths: { "/a": { post: mock("ok", { requestParameters }) } } };

    expect(gatewayOf(api).warnings).toEqual([
      `${BODY}: paths./a.post.x-amazon-apigateway-integration.requestParameters.integration.request.header.nothing: AWS drops this mapping on import, because its value is not a string.`,
    ]);
    expect(await statuses(api, ["{}"])).toEqual([200]);
  });
});

test("any other part that AWS drops or doesn't support causes a warning", () => {
  const gateway = gatewayOf({
    paths: { "/a": { get: mock("ok", {}, { requestbody: {} }) }, "/$b": { get: mock("ok") } },
    document: {
      components: { invalid_key_will_warn: {} },
      "x-amazon-apigateway-gateway-responses": { REQUEST_TOO_LARGE: { statusCode: 400 } },
    },
  });

  expect(gateway.warnings).toEqual([
    `${BODY}: components.invalid_key_will_warn: AWS drops this key on import, so it has no effect.`,
    `${BODY}: paths./a.get.requestbody: AWS drops this key on import, so it has no effect.`,
    `${BODY}: paths./$b: AWS does not document $ in a path. It may reject the path.`,
    `${BODY}: x-amazon-apigateway-gateway-responses.REQUEST_TOO_LARGE: AWS does not support customizing this response, so it has no effect.`,
  ]);
});
