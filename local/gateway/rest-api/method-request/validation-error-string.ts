import type { ErrorObject } from "ajv-draft-04";

/**
 * `$context.error.validationErrorString`. Its one text that AWS's users have published is that of
 * java-json-tools' validator, so the others are taken to be as well.
 * @see https://github.com/java-json-tools/json-schema-validator
 */
export function validationErrorString(errors: readonly ErrorObject[]): string {
  return `[${[...new Set(withoutBranches(errors).map((error) => text(error, errors)))].join(", ")}]`;
}

/** Of schemas that are alternatives, what is wrong with each isn't told: only that none fits. */
function withoutBranches(errors: readonly ErrorObject[]): readonly ErrorObject[] {
  return errors.filter((error, at) => {
    const alternatives = errors
      .slice(at + 1)
      .filter(({ keyword }) => ["anyOf", "oneOf"].includes(keyword));
    return !alternatives.some(({ instancePath }) => error.instancePath.startsWith(instancePath));
  });
}

type Params = Readonly<Record<string, unknown>>;
type Text = (error: ErrorObject, params: Params, all: readonly ErrorObject[]) => string;

function text(error: ErrorObject, all: readonly ErrorObject[]): string {
  const found = TEXTS.get(error.keyword);
  return found?.(error, error.params as Params, all) ?? error.message ?? error.keyword;
}

const json = (value: unknown) => JSON.stringify(value);

/** What errors of one kind on one object name, as one sorted list. */
function named({ keyword, instancePath }: ErrorObject, param: string, all: readonly ErrorObject[]) {
  const alike = all.filter((one) => one.keyword === keyword && one.instancePath === instancePath);
  return json(alike.map(({ params }) => String((params as Params)[param])).sort());
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

function size(value: unknown): number {
  if (typeof value === "string") {
    return [...value].length;
  }
  return Object.keys(value as object).length;
}

function quoted(value: unknown): string {
  return `"${String(value)}"`;
}

const TEXTS: ReadonlyMap<string, Text> = new Map<string, Text>([
  [
    "required",
    (error, _, all) =>
      `object has missing required properties (${named(error, "missingProperty", all)})`,
  ],
  [
    "additionalProperties",
    (error, _, all) =>
      `object instance has properties which are not allowed by the schema: ${named(error, "additionalProperty", all)}`,
  ],
  [
    "type",
    ({ data, schema }) =>
      `instance type (${typeOf(data)}) does not match any allowed primitive type (allowed: ${json([schema].flat().sort())})`,
  ],
  [
    "enum",
    ({ data, schema }) =>
      `instance value (${json(data)}) not found in enum (possible values: ${json(schema)})`,
  ],
  [
    "pattern",
    ({ data, schema }) =>
      `ECMA 262 regex ${quoted(schema)} does not match input string ${quoted(data)}`,
  ],
  [
    "minimum",
    ({ data, schema }, { comparison }) =>
      comparison === ">"
        ? `numeric instance is not strictly greater than the required minimum ${json(schema)}`
        : `numeric instance is lower than the required minimum (minimum: ${json(schema)}, found: ${json(data)})`,
  ],
  [
    "maximum",
    ({ data, schema }, { comparison }) =>
      comparison === "<"
        ? `numeric instance is not strictly lower than the required maximum ${json(schema)}`
        : `numeric instance is greater than the required maximum (maximum: ${json(schema)}, found: ${json(data)})`,
  ],
  [
    "multipleOf",
    ({ data, schema }) => `remainder of division is not zero (${json(data)} / ${json(schema)})`,
  ],
  [
    "minLength",
    ({ data, schema }) =>
      `string ${quoted(data)} is too short (length: ${size(data)}, required minimum: ${json(schema)})`,
  ],
  [
    "maxLength",
    ({ data, schema }) =>
      `string ${quoted(data)} is too long (length: ${size(data)}, maximum allowed: ${json(schema)})`,
  ],
  [
    "minItems",
    ({ data, schema }) =>
      `array is too short: must have at least ${json(schema)} elements but instance has ${size(data)} elements`,
  ],
  [
    "maxItems",
    ({ data, schema }) =>
      `array is too long: must have at most ${json(schema)} elements but instance has ${size(data)} elements`,
  ],
  ["uniqueItems", () => "array must not contain duplicate elements"],
  [
    "minProperties",
    ({ data, schema }) =>
      `object has too few properties (found ${size(data)} but schema requires at least ${json(schema)})`,
  ],
  [
    "maxProperties",
    ({ data, schema }) =>
      `object has too many properties (found ${size(data)} but schema requires at most ${json(schema)})`,
  ],
  [
    "anyOf",
    ({ schema }) => `instance failed to match at least one required schema among ${size(schema)}`,
  ],
  [
    "oneOf",
    ({ schema }, { passingSchemas }) =>
      `instance failed to match exactly one schema (matched ${size(passingSchemas ?? [])} out of ${size(schema)})`,
  ],
  ["not", () => "instance matched a schema which it should not have"],
]);
