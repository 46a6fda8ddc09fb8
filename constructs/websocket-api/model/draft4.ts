import { createRequire } from "node:module";
import type { default as Ajv, ValidateFunction } from "ajv-draft-04";

const load = createRequire(__filename);

/** What is wrong with a schema, and where. */
export interface SchemaError {
  /** E.g. `#/properties/name`. */
  readonly path: string;
  readonly problem: string;
}

/** Which keywords of JSON Schema draft 4 hold schemas. */
const ONE = ["not", "items", "additionalItems", "additionalProperties"];
const SEVERAL = ["items", "allOf", "anyOf", "oneOf"];
const NAMED = ["properties", "patternProperties", "definitions", "dependencies"];
const KEYWORDS = new Set([
  ...[...ONE, ...SEVERAL, ...NAMED],
  ..."$ref $schema id title description default format type enum pattern required".split(" "),
  ..."multipleOf maximum exclusiveMaximum minimum exclusiveMinimum".split(" "),
  ..."maxLength minLength maxItems minItems uniqueItems maxProperties minProperties".split(" "),
]);

/**
 * Why API Gateway would refuse a model, which must be JSON Schema draft 4.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/models-mappings-models.html
 */
export function schemaError(schema: unknown): SchemaError | undefined {
  const [path] = unknownKeywords(schema, "#");
  if (path !== undefined) {
    return { path, problem: "a keyword that JSON Schema draft 4 doesn't have" };
  }
  const validate = metaSchema();
  if (validate(schema)) {
    return undefined;
  }
  const [error] = validate.errors ?? [];
  return { path: `#${error?.instancePath ?? ""}`, problem: error?.message ?? "invalid" };
}

/** The paths of keywords that draft 4 doesn't have, such as `const`. */
function unknownKeywords(schema: unknown, path: string): string[] {
  if (!isObject(schema)) {
    return [];
  }
  const inside = Object.entries(schema).flatMap(([keyword, value]) =>
    schemasIn(keyword, value).flatMap(([at, held]) =>
      unknownKeywords(held, `${path}/${keyword}${at}`),
    ),
  );
  const own = Object.keys(schema).filter((keyword) => !KEYWORDS.has(keyword));
  return [...own.map((keyword) => `${path}/${keyword}`), ...inside];
}

/** The schemas in the value of a keyword, each with the end of its path. */
function schemasIn(keyword: string, value: unknown): [string, unknown][] {
  const isSeveral = SEVERAL.includes(keyword) && Array.isArray(value);
  if (isSeveral || (NAMED.includes(keyword) && isObject(value))) {
    return Object.entries(value).map(([name, held]) => [`/${name}`, held]);
  }
  return ONE.includes(keyword) ? [["", value]] : [];
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

let validator: ValidateFunction | undefined;

/** Loads the library for the first model: most APIs have none. */
function metaSchema(): ValidateFunction {
  if (validator === undefined) {
    const { default: AjvClass } = load("ajv-draft-04") as { default: typeof Ajv };
    validator = new AjvClass({ logger: false, validateFormats: false }).compile({
      $ref: "http://json-schema.org/draft-04/schema#",
    });
  }
  return validator;
}
