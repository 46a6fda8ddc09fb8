import { shop, withParameter, body } from "./builders";
import { httpApi } from "../sides";
import type { RuleCase } from "./rule-case";

export const requestCases: readonly RuleCase[] = [
  {
    rule: "parameter-required",
    before: withParameter(false),
    after: withParameter(true),
    text: "The header X-Id is required now.",
  },
  {
    rule: "path-variable-renamed",
    before: httpApi({ "GET /pets/{id}": {} }),
    after: httpApi({ "GET /pets/{name}": {} }),
    text: "The path variable {id} is {name} now. Its name is part of the event.",
    allowed: [httpApi({ "GET /pets/{id}": {} }), httpApi({ "GET /dogs/{name}": {} })],
  },
  {
    rule: "body-validated",
    before: shop(),
    after: body({ type: "string" }),
    text: "Bodies of the type application/json are validated now.",
  },
  {
    rule: "body-property-required",
    before: body({ type: "string" }),
    after: body({ type: "string" }, { required: ["name"] }),
    text: "body.name is required now.",
  },
  {
    rule: "body-type-narrowed",
    before: body({ type: "number" }),
    after: body({ type: "integer" }),
    text: "body.name must be integer now; it could be number.",
  },
  {
    rule: "body-enum-narrowed",
    before: body({ enum: ["cat", "dog"] }),
    after: body({ enum: ["cat"] }),
    text: 'body.name doesn\'t accept "dog" any more.',
  },
  {
    rule: "body-properties-closed",
    before: body({}),
    after: body({}, { additionalProperties: false }),
    text: "body accepts only the properties of its schema now.",
  },
  {
    rule: "body-bounds-tightened",
    before: body({ maxLength: 80 }),
    after: body({ maxLength: 40 }),
    text: "body.name has the maxLength 40 now; it was 80.",
  },
  {
    rule: "body-pattern-added",
    before: body({}),
    after: body({ pattern: "^a" }),
    text: "body.name must have another pattern now.",
  },
  {
    rule: "body-condition-added",
    before: body({}),
    after: body({ not: { type: "null" } }),
    text: "body.name must meet another not now.",
  },
];
