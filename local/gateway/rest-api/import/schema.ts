import { asList, isObject, mapFields, type JsonObject } from "./json";
import { ofAnotherType, unexpected, type Attribute } from "./parsed-object";
import type { Report } from "./report";
import {
  ANNOTATIONS,
  COMBINATORS,
  fits,
  isTypeReported,
  KEPT,
  WITHOUT_EFFECT,
  type Keyword,
} from "./schema-keywords";

/** The context in which a schema is read. */
export interface SchemaContext {
  readonly report: Report;
  readonly models: DocumentModels;
  /** The position within the model as swagger-parser reports it. */
  readonly attribute: Attribute;
}

export interface DocumentModels {
  readonly isSwagger: boolean;
  readonly names: ReadonlySet<string>;
}

/** The name of the document's model that a reference points to. */
export function modelOf(reference: unknown, models: DocumentModels): string | undefined {
  const prefix = models.isSwagger ? "#/definitions/" : "#/components/schemas/";
  if (typeof reference !== "string" || !reference.startsWith(prefix)) {
    return undefined;
  }
  const name = reference.slice(prefix.length);
  return models.names.has(name) ? name : undefined;
}

/** AWS's recorded warning. The name is the part after the last slash. */
export function modelNotFound(reference: unknown): string {
  return `Reference to model '${String(reference).split("/").at(-1)}' not found. Ignoring.`;
}

/** The model that AWS creates from a schema. */
export function importSchema(
  schema: JsonObject,
  location: string,
  context: SchemaContext,
): JsonObject {
  if (schema["$ref"] !== undefined) {
    return importReference(schema, location, context);
  }
  const kept = mapFields(schema, (value, keyword) =>
    importKeyword(schema, keyword, value, `${location}.${keyword}`, context),
  );
  warnOfDoubts(kept, location, context);
  return withType(kept, location, context);
}

function importReference(
  { $ref, ...beside }: JsonObject,
  location: string,
  { report, models }: SchemaContext,
): JsonObject {
  for (const keyword of Object.keys(beside)) {
    if (!ANNOTATIONS.includes(keyword)) {
      report.warn("besideReference", `${location}.${keyword}`);
    }
  }
  if (modelOf($ref, models) !== undefined) {
    return { $ref };
  }
  report.warn("unknownReference", `${location}.$ref`, modelNotFound($ref));
  return {};
}

function importKeyword(
  schema: JsonObject,
  name: string,
  value: unknown,
  location: string,
  context: SchemaContext,
): unknown {
  const { report, models, attribute } = context;
  const keyword = Object.hasOwn(KEPT, name) ? KEPT[name] : undefined;
  if (!keyword) {
    return withoutKeyword(name, location, context);
  }
  if (!fits(value, keyword)) {
    const words = isTypeReported(value, keyword)
      ? ofAnotherType(attribute, name, keyword.type)
      : undefined;
    report.warn("wrongType", location, words);
    return undefined;
  }
  if (name === "exclusiveMinimum" || (models.isSwagger && ["anyOf", "oneOf"].includes(name))) {
    if (value !== false) {
      report.warn("unsupportedKeyword", location);
    }
    return undefined;
  }
  if (COMBINATORS.includes(name) && isObject(schema["items"])) {
    report.warn("combinatorBesideItems", location);
    return undefined;
  }
  if (name === "required" && asList(value).length === 0) {
    return undefined;
  }
  return importHeld(value, keyword, location, context);
}

function withoutKeyword(
  name: string,
  location: string,
  { report, attribute }: SchemaContext,
): undefined {
  if (name.startsWith("x-")) {
    return;
  }
  const rule = WITHOUT_EFFECT.get(name);
  if (rule === undefined) {
    report.warn("unknownKeyword", location, unexpected(attribute, name));
  } else if (rule !== "silent") {
    report.warn(rule, location);
  }
}

function importHeld(
  value: unknown,
  { holds }: Keyword,
  location: string,
  context: SchemaContext,
): unknown {
  if (holds === "schemas") {
    return asList(value)
      .filter(isObject)
      .map((schema, index) => importSchema(schema, `${location}[${index}]`, context));
  }
  if (!holds || !isObject(value)) {
    return value;
  }
  if (holds === "schema") {
    return importSchema(value, location, context);
  }
  return mapFields(value, (schema, name) => {
    if (isObject(schema)) {
      return importSchema(schema, `${location}.${name}`, context);
    }
    const words = ofAnotherType(context.attribute, "properties", "object");
    context.report.warn("wrongType", `${location}.${name}`, words);
    return undefined;
  });
}

function warnOfDoubts(kept: JsonObject, location: string, { report }: SchemaContext): void {
  const values = asList(kept["enum"]).map((value) => JSON.stringify(value));
  if (new Set(values).size < values.length) {
    report.warn("duplicateEnum", `${location}.enum`);
  }
  if (kept["type"] === "array" && !kept["items"]) {
    report.warn("arrayWithoutItems", location);
  }
}

/** A schema with items becomes an array; one with additionalProperties, and no combinator, an object. */
function withType(kept: JsonObject, location: string, { report }: SchemaContext): JsonObject {
  const { type, items, additionalProperties } = kept;
  if (items !== undefined) {
    if (type !== undefined && type !== "array") {
      report.warn("itemsOfAnotherType", `${location}.type`);
    }
    return { ...kept, type: "array" };
  }
  const isMap = additionalProperties !== undefined && !COMBINATORS.some((name) => kept[name]);
  return isMap ? { ...kept, type: "object" } : kept;
}
