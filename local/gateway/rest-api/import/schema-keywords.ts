import { isObject } from "./json";
import type { RuleName } from "./rules";

type JsonType = "string" | "number" | "integer" | "boolean" | "array" | "object";

export interface Keyword {
  readonly type: JsonType;
  /** The schemas in its value. */
  readonly holds?: "schema" | "schemas" | "named schemas";
  readonly orBoolean?: true;
}

/** The keywords that an imported model keeps, with the type that swagger-parser accepts. */
export const KEPT: Readonly<Record<string, Keyword>> = {
  title: { type: "string" },
  description: { type: "string" },
  type: { type: "string" },
  format: { type: "string" },
  pattern: { type: "string" },
  multipleOf: { type: "number" },
  maximum: { type: "number" },
  minimum: { type: "number" },
  exclusiveMaximum: { type: "boolean" },
  exclusiveMinimum: { type: "boolean" },
  maxLength: { type: "integer" },
  minLength: { type: "integer" },
  maxItems: { type: "integer" },
  minItems: { type: "integer" },
  maxProperties: { type: "integer" },
  minProperties: { type: "integer" },
  uniqueItems: { type: "boolean" },
  required: { type: "array" },
  enum: { type: "array" },
  not: { type: "object", holds: "schema" },
  items: { type: "object", holds: "schema" },
  additionalProperties: { type: "object", holds: "schema", orBoolean: true },
  properties: { type: "object", holds: "named schemas" },
  allOf: { type: "array", holds: "schemas" },
  anyOf: { type: "array", holds: "schemas" },
  oneOf: { type: "array", holds: "schemas" },
};

export const COMBINATORS = ["allOf", "anyOf", "oneOf"];

/** Keywords that swagger-parser accepts without a message, and that models don't support. */
export const WITHOUT_EFFECT: ReadonlyMap<string, RuleName | "silent"> = new Map([
  ["default", "unsupportedKeyword"],
  ["example", "unsupportedKeyword"],
  ["readOnly", "unsupportedKeyword"],
  ["discriminator", "unsupportedKeyword"],
  ["nullable", "nullable"],
  ["writeOnly", "silent"],
  ["xml", "silent"],
  ["externalDocs", "silent"],
  ["deprecated", "silent"],
]);

/** Has no effect on validation. */
export const ANNOTATIONS = ["title", "description", "format"];

export function fits(value: unknown, { type, orBoolean }: Keyword): boolean {
  if (orBoolean && typeof value === "boolean") {
    return true;
  }
  switch (type) {
    case "object":
      return isObject(value);
    case "array":
      return Array.isArray(value);
    case "integer":
      return Number.isInteger(value);
    case "string":
    case "number":
    case "boolean":
      return typeof value === type;
  }
}

/** swagger-parser drops a boolean or a plain value of another type without a message. */
export function isTypeReported(value: unknown, { type }: Keyword): boolean {
  if (type === "boolean") {
    return false;
  }
  return type === "object" || type === "array" || typeof value === "object";
}
