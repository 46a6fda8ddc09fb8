import Ajv from "ajv-draft-04";
import { TerraformVariable } from "cdktf";
import type { RestApi } from "../../../constructs";
import { MockIntegration, Model } from "../../../constructs";
import { warningsOf } from "../warnings-of";
import { part, restFixture } from "./support";

type Schema = Readonly<Record<string, unknown>>;

/** What the API's document has of a model with this schema. */
function imported(schema: Schema): unknown {
  const { stack, api } = restFixture();
  addModels(api, schema);
  return part(stack, "components", "schemas", "Pet");
}

function addModels(api: RestApi, schema: Schema): void {
  api.addModel("Pet", { schema });
  api.addModel("Name", { schema: { type: "string" } });
}

/** The schema as that of a property. */
const within = (schema: unknown): Schema => ({ type: "object", properties: { name: schema } });

const NAME = { $ref: "#/components/schemas/Name" };

test.each<[string, Schema, path: string, fix: string]>([
  ["definitions", { definitions: { Name: {} } }, "definitions", "by addModel()"],
  ["properties by pattern", { patternProperties: { "^x": {} } }, "patternProperties", "Use add"],
  ["dependencies", { dependencies: { a: ["b"] } }, "dependencies", "Use anyOf"],
  ["further items", { items: {}, additionalItems: false }, "additionalItems", "Use items"],
  ["a constant", { const: 1 }, "const", "Use enum with this one value."],
  ["null by OpenAPI's keyword", { type: "string", nullable: true }, "nullable", "Use anyOf"],
  [
    "an excluded minimum",
    { minimum: 1, exclusiveMinimum: true },
    "exclusiveMinimum",
    "Use minimum",
  ],
  ["a minimum of later drafts", { exclusiveMinimum: 1 }, "exclusiveMinimum", "Use minimum"],
  ["a keyword of later drafts", { contains: {} }, "contains", "Leave it out"],
  ["the id of later drafts", { $id: "x" }, "$id", "Leave it out"],
  ["an unknown keyword", { propertys: {} }, "propertys", "Leave it out"],
  ["a keyword beside a reference", { ...NAME, maxLength: 1 }, "maxLength", "Put it into the other"],
  [
    "a combination beside items",
    { items: {}, anyOf: [NAME] },
    "anyOf",
    "Put items into a separate schema",
  ],
])("%s is refused, with the path to it and the way out", (_what, schema, path, fix) => {
  const add = () => imported(within(schema));

  expect(add).toThrow(
    `dev/Api: a keyword of the model Pet is "#/properties/name/${path}"; allowed: `,
  );
  expect(add).toThrow(fix);
});

test.each<[string, Schema, path: string, value: string, allowed: string]>([
  ["several types", { type: ["string", "null"] }, "type", '["string","null"]', "array, boolean"],
  ["an unknown type", { type: "date" }, "type", '"date"', "array, boolean, integer"],
  ["a schema for each item", { items: [{}] }, "items", "[{}]", "a schema. Give one schema that"],
  ["an array of what isn't said", { type: "array" }, "type", '"array"', "array only with items"],
  ["a maximum of later drafts", { exclusiveMaximum: 9 }, "exclusiveMaximum", "9", "true or false"],
  [
    "a value listed twice",
    { enum: ["a", "b", "a"] },
    "enum",
    '["a","b","a"]',
    "a list of distinct values",
  ],
  [
    "a name required twice",
    { required: ["a", "a"] },
    "required",
    '["a","a"]',
    "a list of distinct names",
  ],
  [
    "a flag that it is required",
    { required: true },
    "required",
    "true",
    "a list of distinct names",
  ],
  ["a length that is text", { maxLength: "3" }, "maxLength", '"3"', "a whole number from 0"],
  ["nothing to combine", { anyOf: [] }, "anyOf", "[]", "a list of schemas"],
  ["no schema to combine", { anyOf: [1] }, "anyOf/0", "1", "a schema"],
  ["true for a schema", { properties: { a: true } }, "properties/a", "true", "a schema"],
  ...["#/definitions/Name", "#/components/schemas/Name/properties/x", "https://a.example/Name"].map(
    ($ref): [string, Schema, string, string, string] => [
      `a reference to ${$ref}`,
      { $ref },
      "$ref",
      JSON.stringify($ref),
      "#/components/schemas/Name, where Name is a model of the API. Add a model",
    ],
  ),
])(
  "%s is refused, with the path, the value and what is allowed",
  (_w, schema, path, value, allowed) => {
    expect(() => imported(within(schema))).toThrow(
      `dev/Api: #/properties/name/${path} of the model Pet is ${value}; allowed: ${allowed}`,
    );
  },
);

test.each<[path: string, schema: Schema]>([
  ["type", { type: "objct" }],
  ["type", { type: 1 }],
  ["properties", { properties: [] }],
  ["properties/age/type", { properties: { age: { type: "int" } } }],
  ["items", { type: "array", items: "string" }],
  ["additionalProperties", { additionalProperties: "no" }],
  ["required", { required: [1] }],
  ["enum", { enum: [] }],
  ["pattern", { pattern: "[a-z" }],
  ["multipleOf", { multipleOf: 0 }],
  ["minLength", { minLength: -1 }],
  ["maxItems", { maxItems: 1.5 }],
  ["exclusiveMaximum", { exclusiveMaximum: true }],
  ["uniqueItems", { uniqueItems: "yes" }],
  ["not/type", { not: { type: "any" } }],
  ["anyOf/1/type", { anyOf: [{}, { type: "text" }] }],
])("an error at %s, which draft 4 refuses, is refused at synth with its path", (path, schema) => {
  expect(() => new Ajv({ strict: false, logger: false }).compile(schema)).toThrow();
  expect(() => imported(within(schema))).toThrow(`#/properties/name/${path}`);
});

test.each(["^a", "\\d+", "(?i)pet", "[a-z]++", "\\-", "\\p{L}"])(
  "the pattern %s is imported",
  (pattern) => {
    expect(imported({ type: "string", pattern })).toEqual({ type: "string", pattern });
  },
);

test.each<[string, Schema]>([
  ["bounds", { type: "integer", minimum: 1, maximum: 9, exclusiveMaximum: true, multipleOf: 2 }],
  ["text", { type: "string", pattern: "^a", minLength: 1, maxLength: 2, format: "byte" }],
  ["arrays", { type: "array", minItems: 1, maxItems: 2, uniqueItems: true, items: NAME }],
  ["objects", { type: "object", minProperties: 1, maxProperties: 2, required: ["a"] }],
  ["further properties", { type: "object", additionalProperties: NAME }],
  ["no further properties", { type: "object", additionalProperties: false }],
  ["words", { title: "a", description: "b", enum: [1, "1", null] }],
  ["a negation", { not: { type: "string" } }],
  ["recursion", { type: "array", items: { $ref: "#/components/schemas/Pet" } }],
  ["properties named like keywords", { properties: { const: NAME, $ref: NAME, default: NAME } }],
])("%s are imported as they are", (_what, schema) => {
  const { stack, api } = restFixture();

  addModels(api, within(schema));

  expect(part(stack, "components", "schemas", "Pet")).toEqual(within(schema));
  expect(warningsOf(api)).toEqual([]);
});

test("what a schema is called and which draft it is of is left out, as is an empty list", () => {
  const schema = { $schema: "http://json-schema.org/draft-04/schema#", id: "pet", required: [] };

  expect(imported({ ...schema, type: "object" })).toEqual({ type: "object" });
});

test("an empty schema has a title, and still allows anything", () => {
  expect(imported({})).toEqual({ title: "Pet" });
  expect(imported({ $schema: "x" })).toEqual({ title: "Pet" });
});

test("keywords that API Gateway doesn't support and that check nothing are left out, with a warning", () => {
  const { stack, api } = restFixture();
  const unsupported = { default: "a", example: "b", readOnly: true, discriminator: {} };

  addModels(api, within({ type: "string", ...unsupported }));

  expect(part(stack, "components", "schemas", "Pet")).toEqual(within({ type: "string" }));
  expect(warningsOf(api)).toEqual([
    expect.stringContaining(
      "dev/Api: left out of the model Pet: #/properties/name/default, #/properties/name/example, " +
        "#/properties/name/readOnly, #/properties/name/discriminator.",
    ),
  ]);
});

test.each(["allOf", "anyOf", "oneOf"])("%s is imported with a warning", (combinator) => {
  const { stack, api } = restFixture();

  addModels(api, { [combinator]: [NAME, { type: "object" }] });

  expect(part(stack, "components", "schemas", "Pet")).toEqual({
    [combinator]: [NAME, { type: "object" }],
  });
  expect(warningsOf(api)).toEqual([
    expect.stringContaining(
      `dev/Api: the model Pet has #/${combinator}, which API Gateway ignores`,
    ),
  ]);
});

test("what is known only at apply is left to API Gateway", () => {
  const { stack, api } = restFixture();
  const { stringValue } = new TerraformVariable(stack, "Name", { type: "string" });

  addModels(api, within({ type: stringValue, enum: [stringValue], pattern: `^${stringValue}` }));

  expect(part(stack, "components", "schemas", "Pet")).toEqual(
    within({ type: "${var.Name}", enum: ["${var.Name}"], pattern: "^${var.Name}" }),
  );
});

test("a model that wasn't added but is used is read too", () => {
  const { api } = restFixture();
  const requestModels = { "application/json": new Model("Pet", { const: 1 }) };

  expect(() => api.root.addMethod("POST", new MockIntegration(), { requestModels })).toThrow(
    'a keyword of the model Pet is "#/const"',
  );
});
