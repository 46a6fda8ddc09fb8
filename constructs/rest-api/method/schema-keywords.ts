import { isJavaRegex } from "../../api-gateway/java-regex";

/** A JSON schema, or what is given as one. */
export type Schema = Readonly<Record<string, unknown>>;

/** A keyword that API Gateway keeps, and its allowed values. */
export interface Kept {
  readonly allowed: string;
  readonly isAllowed: (value: unknown) => boolean;
  readonly fix: string;
  /** Whether its value is a schema or contains schemas. */
  readonly holds?: "a schema" | "schemas" | "named schemas";
}

/** What API Gateway does with a keyword when it imports a model. */
export type Verdict =
  | Kept
  /** It has no effect on what is valid. */
  | { readonly leftOut: "silently" | "with a warning" }
  /** API Gateway would drop it and validate less; the value is the fix. */
  | { readonly refused: string };

const REFERENCE = /^#\/components\/schemas\/[A-Za-z0-9]+$/;
const TYPES = ["array", "boolean", "integer", "null", "number", "object", "string"];

const OWN_MODEL = "Add a model for it by addModel(), and refer to #/components/schemas/Name.";
const WARNED: Verdict = { leftOut: "with a warning" };

const text = kept("a string", (value) => typeof value === "string");
const flag = kept("true or false", (value) => typeof value === "boolean");
const number = kept("a number", (value) => typeof value === "number");
const count = kept(
  "a whole number from 0",
  (value) => Number.isInteger(value) && Number(value) >= 0,
);
const schema = kept("a schema", isObject, { holds: "a schema" });
const schemas = kept("a list of schemas", (value) => isList(value) && value.length > 0, {
  holds: "schemas",
});

/**
 * The part of JSON Schema draft 4 that API Gateway's importer keeps. It drops other keywords, and
 * keywords whose value has another form in OpenAPI 3.0.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/models-mappings-models.html
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html
 */
const KEYWORDS: Readonly<Record<string, Verdict>> = {
  title: text,
  description: text,
  format: text,
  pattern: kept(
    "a regular expression",
    (value) => typeof value === "string" && (isRegex(value) || isJavaRegex(value)),
    { fix: "Close its brackets, and escape with a backslash what is meant literally." },
  ),
  type: kept(TYPES.join(", "), (value) => typeof value === "string" && TYPES.includes(value), {
    fix: "Give one type; for several, use anyOf with a schema for each.",
  }),
  enum: kept("a list of distinct values", (value) => isSet(value) && value.length > 0, {
    fix: "Remove what is listed twice.",
  }),
  required: kept(
    "a list of distinct names",
    (value) => isSet(value) && value.every((name) => typeof name === "string"),
  ),
  multipleOf: kept("a number above 0", (value) => typeof value === "number" && value > 0),
  maximum: number,
  minimum: number,
  exclusiveMaximum: { ...flag, fix: "Give the bound as maximum, and exclusiveMaximum: true." },
  maxLength: count,
  minLength: count,
  maxItems: count,
  minItems: count,
  maxProperties: count,
  minProperties: count,
  uniqueItems: flag,
  not: schema,
  items: { ...schema, fix: "Give one schema that every item matches." },
  properties: kept("schemas by the names of properties", isObject, { holds: "named schemas" }),
  additionalProperties: kept(
    "true, false or a schema",
    (value) => isObject(value) || typeof value === "boolean",
    { holds: "a schema" },
  ),
  allOf: schemas,
  anyOf: schemas,
  oneOf: schemas,
  $ref: kept(
    "#/components/schemas/Name, where Name is a model of the API",
    (value) => typeof value === "string" && REFERENCE.test(value),
    { fix: OWN_MODEL },
  ),

  $schema: { leftOut: "silently" },
  id: { leftOut: "silently" },
  default: WARNED,
  example: WARNED,
  readOnly: WARNED,
  writeOnly: WARNED,
  discriminator: WARNED,
  deprecated: WARNED,
  externalDocs: WARNED,
  xml: WARNED,

  definitions: { refused: OWN_MODEL },
  const: { refused: "Use enum with this one value." },
  exclusiveMinimum: { refused: "Use minimum; to exclude the bound, use not with it as maximum." },
  patternProperties: { refused: "Use additionalProperties with a schema for all of them." },
  additionalItems: { refused: "Use items with a schema that every item matches." },
  dependencies: { refused: "Use anyOf with a schema for each case." },
  nullable: { refused: 'Use anyOf with { type: "null" } as one of the schemas.' },
};

const UNLISTED: Verdict = {
  refused: "Leave it out: API Gateway drops it on import and validates nothing by it.",
};

export function verdictOn(keyword: string): Verdict {
  return (Object.hasOwn(KEYWORDS, keyword) ? KEYWORDS[keyword] : undefined) ?? UNLISTED;
}

export const KEPT_KEYWORDS = Object.keys(KEYWORDS).filter((name) => "isAllowed" in verdictOn(name));

export const COMBINATORS = ["allOf", "anyOf", "oneOf"];

export function isObject(value: unknown): value is Schema {
  return typeof value === "object" && value !== null && !isList(value);
}

export function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

function isRegex(pattern: string): boolean {
  try {
    return new RegExp(pattern) instanceof RegExp;
  } catch {
    return false;
  }
}

function isSet(value: unknown): value is readonly unknown[] {
  if (!isList(value)) {
    return false;
  }
  return new Set(value.map((item) => JSON.stringify(item))).size === value.length;
}

function kept(
  allowed: string,
  isAllowed: (value: unknown) => boolean,
  more: { readonly fix?: string; readonly holds?: Kept["holds"] } = {},
): Kept {
  return { allowed, isAllowed, fix: `Give ${allowed}.`, ...more };
}
