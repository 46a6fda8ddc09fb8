import type { ErrorObject } from "ajv-draft-04";
import { reportedErrors } from "./reported-errors";

/** @param alike the errors of the same value and keyword, of which this one is the first */
type Describe = (error: ErrorObject, alike: readonly ErrorObject[]) => string;

const TEXTS: Readonly<Record<string, Describe>> = {
  additionalItems: ({ params, data }) =>
    `schema only allows ${String(param(params, "limit"))} elements in array but instance has ${sizeOf(data)} elements`,
  additionalProperties: (_, alike) =>
    `object instance has properties which are not allowed by the schema: ${names(alike, "additionalProperty")}`,
  allOf: ({ params, schema }) =>
    `instance failed to match all required schemas (matched only ${String(param(params, "matched"))} out of ${sizeOf(schema)})`,
  anyOf: ({ schema }) =>
    `instance failed to match at least one required schema among ${sizeOf(schema)}`,
  dependencies,
  enum: ({ data, schema }) =>
    `instance value (${JSON.stringify(data)}) not found in enum (possible values: ${JSON.stringify(schema)})`,
  maximum: (error) => limit(error, "maximum", ["greater", "lower"]),
  maxItems: ({ data, schema }) =>
    `array is too long: must have at most ${String(schema)} elements but instance has ${sizeOf(data)} elements`,
  maxLength: ({ data, schema }) =>
    `string "${String(data)}" is too long (length: ${sizeOf(data)}, maximum allowed: ${String(schema)})`,
  maxProperties: ({ data, schema }) =>
    `object has too many properties (found ${sizeOf(data)} but schema requires at most ${String(schema)})`,
  minimum: (error) => limit(error, "minimum", ["lower", "greater"]),
  minItems: ({ data, schema }) =>
    `array is too short: must have at least ${String(schema)} elements but instance has ${sizeOf(data)} elements`,
  minLength: ({ data, schema }) =>
    `string "${String(data)}" is too short (length: ${sizeOf(data)}, required minimum: ${String(schema)})`,
  minProperties: ({ data, schema }) =>
    `object has too few properties (found ${sizeOf(data)} but schema requires at least ${String(schema)})`,
  multipleOf: ({ data, schema }) =>
    `remainder of division is not zero (${String(data)} / ${String(schema)})`,
  not: () => "instance matched a schema which it should not have",
  oneOf: ({ params, schema }) =>
    `instance failed to match exactly one schema (matched ${String(param(params, "matched"))} out of ${sizeOf(schema)})`,
  pattern: ({ data, schema }) =>
    `ECMA 262 regex "${String(schema)}" does not match input string "${String(data)}"`,
  required: (_, alike) =>
    `object has missing required properties (${names(alike, "missingProperty")})`,
  type: ({ data, schema }) =>
    `instance type (${typeOf(data)}) does not match any allowed primitive type (allowed: ${allowedTypes(schema)})`,
  uniqueItems: () => "array must not contain duplicate elements",
};

/**
 * `$context.error.validationErrorString`, in the words of the validator whose texts API Gateway
 * shows. AWS publishes that of missing properties; those of types, enum, minimum, maximum and oneOf
 * are known from responses, and the others from the validator itself.
 * @param errors with the schemas and the values, as ajv's option `verbose` adds them
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-validation-set-up.html
 * @see https://github.com/java-json-tools/json-schema-validator
 */
export function validationErrorString(errors: readonly ErrorObject[]): string {
  const places = new Map<string, ErrorObject[]>();
  for (const error of reportedErrors(errors)) {
    const place = placeOf(error);
    places.set(place, [...(places.get(place) ?? []), error]);
  }
  const texts = [...places.values()].map((alike) => description(alike));
  return `[${[...new Set(texts)].join(", ")}]`;
}

/** Ajv has an error for each property where AWS's validator has one for the object. */
function placeOf({ instancePath, keyword, params }: ErrorObject): string {
  const property = keyword === "dependencies" ? param(params, "property") : undefined;
  return JSON.stringify([instancePath, keyword, property]);
}

function description(alike: readonly ErrorObject[]): string {
  const [error] = alike;
  if (!error) {
    return "";
  }
  const { keyword, message = keyword } = error;
  return TEXTS[keyword]?.(error, alike) ?? message;
}

function dependencies({ params, schema }: ErrorObject, alike: readonly ErrorObject[]): string {
  const property = String(param(params, "property"));
  const required = (schema as Readonly<Record<string, readonly string[]>>)[property] ?? [];
  return `property "${property}" of object has missing property dependencies (schema requires ${JSON.stringify([...required].sort())}; missing: ${names(alike, "missingProperty")})`;
}

function limit(
  { data, schema, params }: ErrorObject,
  name: "minimum" | "maximum",
  [beyond, within]: readonly [string, string],
): string {
  const isExclusive = ["<", ">"].includes(String(param(params, "comparison")));
  return isExclusive && data === schema
    ? `numeric instance is not strictly ${within} than the required ${name} ${String(schema)}`
    : `numeric instance is ${beyond} than the required ${name} (${name}: ${String(schema)}, found: ${String(data)})`;
}

function names(alike: readonly ErrorObject[], name: string): string {
  return JSON.stringify(alike.map(({ params }) => String(param(params, name))).sort());
}

function param(params: object, name: string): unknown {
  return (params as Readonly<Record<string, unknown>>)[name];
}

/** Characters of a string (not UTF-16 units), items of an array, or properties of an object. */
function sizeOf(value: unknown): number {
  return typeof value === "string" ? [...value].length : Object.keys(value as object).length;
}

/** Integers are numbers: the validator lists both. */
function allowedTypes(schema: unknown): string {
  const types = [schema].flat().map(String);
  const all = types.includes("number") ? ["integer", ...types] : types;
  return JSON.stringify([...new Set(all)].sort());
}

function typeOf(value: unknown): string {
  if (value === null) {
    return "null";
  }
  if (Array.isArray(value)) {
    return "array";
  }
  return Number.isInteger(value) ? "integer" : typeof value;
}
