import { createRequire } from "node:module";
import type { default as Ajv, ValidateFunction } from "ajv-draft-04";
import type { ResolvedResource } from "../../../terraform/resolved-stack";
import { asList, asObject, isObject } from "../import/json";
import { UnservableError } from "../../common/unservable/unservable";

const load = createRequire(__filename);

/**
 * The schema of a separate `aws_api_gateway_model`.
 * @throws Error with the model's address
 */
export function schemaOfModel(model: ResolvedResource): string {
  const text = model.string("schema") ?? "";
  const rejection = rejectionOfModel(text);
  if (rejection === undefined) {
    return text;
  }
  throw new UnservableError(`${model.address}: schema: AWS rejects it: ${rejection}`);
}

/**
 * The message with which CreateModel rejects a schema, if it does. It rejects keywords that the
 * importer of a document drops. All messages are recorded.
 * @see https://docs.aws.amazon.com/apigateway/latest/api/API_CreateModel.html
 */
export function rejectionOfModel(text: string): string | undefined {
  if (text.trim() === "") {
    return "Model schema must have at least 1 property or array items defined";
  }
  const schema = parseSchema(text);
  const unsupported = [...new Set(unsupportedKeywords(schema))];
  if (unsupported.length > 0) {
    return invalid(`. Unsupported keyword(s): ${JSON.stringify(unsupported)}`);
  }
  return isDraft4(schema) ? undefined : invalid("");
}

function parseSchema(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function invalid(reason: string): string {
  return `Invalid model specified: Validation Result: warnings : [], errors : [Invalid model schema specified${reason}]`;
}

/** The keywords of JSON Schema draft 4, by whether their values are schemas. */
const HOLDS_SCHEMA = ["not", "items", "additionalItems", "additionalProperties"];
const HOLDS_SCHEMAS = ["items", "allOf", "anyOf", "oneOf"];
const HOLDS_NAMED_SCHEMAS = ["properties", "patternProperties", "definitions", "dependencies"];
const KEYWORDS = new Set([
  ...HOLDS_SCHEMA,
  ...HOLDS_SCHEMAS,
  ...HOLDS_NAMED_SCHEMAS,
  ..."$ref $schema id title description default format type enum pattern required".split(" "),
  ..."multipleOf maximum exclusiveMaximum minimum exclusiveMinimum".split(" "),
  ..."maxLength minLength maxItems minItems uniqueItems maxProperties minProperties".split(" "),
]);

function unsupportedKeywords(schema: unknown): string[] {
  if (!isObject(schema)) {
    return [];
  }
  const held = [
    ...HOLDS_SCHEMA.map((keyword) => schema[keyword]),
    ...HOLDS_SCHEMAS.flatMap((keyword) => asList(schema[keyword])),
    ...HOLDS_NAMED_SCHEMAS.flatMap((keyword) => Object.values(asObject(schema[keyword]))),
  ];
  const own = Object.keys(schema).filter((keyword) => !KEYWORDS.has(keyword));
  return [...own, ...held.flatMap(unsupportedKeywords)];
}

let draft4: ValidateFunction | undefined;

/** Loads the library for the first model: most APIs have none. */
function isDraft4(schema: unknown): boolean {
  if (!draft4) {
    const { default: AjvClass } = load("ajv-draft-04") as { default: typeof Ajv };
    draft4 = new AjvClass({ logger: false, validateFormats: false }).compile({
      $ref: "http://json-schema.org/draft-04/schema#",
    });
  }
  return draft4(schema);
}
