import { modelName } from "../../gateway/common/models/model-reference";
import { missing } from "./rule";

export type Schema = Readonly<Record<string, unknown>>;
export type Models = ReadonlyMap<string, unknown>;

/** How a JSON schema became stricter. Each is a rule of its own. */
export type Strictness =
  | "body-property-required"
  | "body-type-narrowed"
  | "body-enum-narrowed"
  | "body-properties-closed"
  | "body-bounds-tightened"
  | "body-pattern-added"
  | "body-condition-added";

export interface StricterSchema {
  readonly rule: Strictness;
  /** A sentence. */
  readonly text: string;
}

/**
 * What a schema rejects that another accepts, as far as its keywords show. Schemas that are combined
 * by `anyOf`, `oneOf` or `not` count as stricter wherever they differ.
 * @see https://json-schema.org/draft-04/draft-fge-json-schema-validation-00
 */
export function stricterParts(
  before: { readonly schema: unknown; readonly models: Models },
  after: { readonly schema: unknown; readonly models: Models },
): StricterSchema[] {
  return new SchemaComparison(before.models, after.models).compare(
    before.schema,
    after.schema,
    "body",
  );
}

class SchemaComparison {
  /** Pairs that are being compared: a schema can refer to itself. */
  private readonly open = new Set<string>();

  constructor(
    private readonly beforeModels: Models,
    private readonly afterModels: Models,
  ) {}

  compare(beforeSchema: unknown, afterSchema: unknown, at: string): StricterSchema[] {
    const pair = JSON.stringify([beforeSchema, afterSchema]);
    if (this.open.has(pair)) {
      return [];
    }
    this.open.add(pair);
    const before = dereferenced(beforeSchema, this.beforeModels);
    const after = dereferenced(afterSchema, this.afterModels);
    const found = [
      ...requiredProperties(before, after, at),
      ...narrowedType(before, after, at),
      ...narrowedEnum(before, after, at),
      ...closedProperties(before, after, at),
      ...tightenedBounds(before, after, at),
      ...addedPattern(before, after, at),
      ...addedConditions(before, after, at),
      ...this.nested(before, after, at),
    ];
    this.open.delete(pair);
    return found;
  }

  private nested(before: Schema, after: Schema, at: string): StricterSchema[] {
    const old = objectOf(before["properties"]);
    // Clients don't know a new property, so its schema rejects nothing that they send.
    const properties = Object.entries(objectOf(after["properties"]))
      .filter(([name]) => Object.hasOwn(old, name))
      .flatMap(([name, schema]) => this.compare(old[name], schema, `${at}.${name}`));
    const items = isObject(after["items"])
      ? this.compare(before["items"] ?? {}, after["items"], `${at}[]`)
      : [];
    return [...properties, ...items];
  }
}

function requiredProperties(before: Schema, after: Schema, at: string): StricterSchema[] {
  return missing(textsOf(after["required"]), textsOf(before["required"])).map((name) => ({
    rule: "body-property-required",
    text: `${at}.${name} is required now.`,
  }));
}

function narrowedType(before: Schema, after: Schema, at: string): StricterSchema[] {
  const old = textsOf(before["type"]);
  const allowed = textsOf(after["type"]);
  if (allowed.length === 0) {
    return [];
  }
  const accepts = (type: string) =>
    allowed.includes(type) || (type === "integer" && allowed.includes("number"));
  if (old.length > 0 && old.every(accepts)) {
    return [];
  }
  const was = old.length === 0 ? "it could be anything" : `it could be ${old.join(" or ")}`;
  return [
    { rule: "body-type-narrowed", text: `${at} must be ${allowed.join(" or ")} now; ${was}.` },
  ];
}

function narrowedEnum(before: Schema, after: Schema, at: string): StricterSchema[] {
  if (!Array.isArray(after["enum"])) {
    return [];
  }
  const texts = (schema: Schema) => listOf(schema["enum"]).map((value) => JSON.stringify(value));
  if (!Array.isArray(before["enum"])) {
    const text = `${at} accepts only some values now: ${texts(after).join(", ")}.`;
    return [{ rule: "body-enum-narrowed", text }];
  }
  return missing(texts(before), texts(after)).map((value) => ({
    rule: "body-enum-narrowed",
    text: `${at} doesn't accept ${value} any more.`,
  }));
}

function closedProperties(before: Schema, after: Schema, at: string): StricterSchema[] {
  const isClosed = (schema: Schema) => schema["additionalProperties"] === false;
  const properties = (schema: Schema) => Object.keys(objectOf(schema["properties"]));
  if (!isClosed(after)) {
    return [];
  }
  if (!isClosed(before)) {
    const text = `${at} accepts only the properties of its schema now.`;
    return [{ rule: "body-properties-closed", text }];
  }
  return missing(properties(before), properties(after)).map((name) => ({
    rule: "body-properties-closed",
    text: `${at}.${name} isn't accepted any more.`,
  }));
}

const UPPER = ["maximum", "maxLength", "maxItems", "maxProperties"];
const LOWER = ["minimum", "minLength", "minItems", "minProperties"];
const FLAGS = ["exclusiveMaximum", "exclusiveMinimum", "uniqueItems"];

function tightenedBounds(before: Schema, after: Schema, at: string): StricterSchema[] {
  const bound = (schema: Schema, name: string, none: number) => {
    const value = schema[name];
    return typeof value === "number" ? value : none;
  };
  const tightened = [
    ...UPPER.filter((name) => bound(after, name, Infinity) < bound(before, name, Infinity)),
    ...LOWER.filter((name) => bound(after, name, -Infinity) > bound(before, name, -Infinity)),
    ...FLAGS.filter((name) => after[name] === true && before[name] !== true),
    ...(after["multipleOf"] !== undefined && after["multipleOf"] !== before["multipleOf"]
      ? ["multipleOf"]
      : []),
  ];
  return tightened.map((name) => {
    const was = before[name] === undefined ? "" : `; it was ${JSON.stringify(before[name])}`;
    const text = `${at} has the ${name} ${JSON.stringify(after[name])} now${was}.`;
    return { rule: "body-bounds-tightened", text };
  });
}

function addedPattern(before: Schema, after: Schema, at: string): StricterSchema[] {
  return ["pattern", "format"].flatMap((name): StricterSchema[] =>
    after[name] === undefined || after[name] === before[name]
      ? []
      : [{ rule: "body-pattern-added", text: `${at} must have another ${name} now.` }],
  );
}

function addedConditions(before: Schema, after: Schema, at: string): StricterSchema[] {
  const changed = (name: string) =>
    after[name] !== undefined && JSON.stringify(after[name]) !== JSON.stringify(before[name]);
  return ["allOf", "anyOf", "oneOf", "not", "patternProperties", "dependencies"]
    .filter(changed)
    .map((name) => ({
      rule: "body-condition-added",
      text: `${at} must meet another ${name} now.`,
    }));
}

/** Follows `$ref`, which can lead to another one. */
function dereferenced(schema: unknown, models: Models, depth = 0): Schema {
  const found = objectOf(schema);
  const reference = found["$ref"];
  const name = typeof reference === "string" ? modelName(reference) : undefined;
  return name === undefined || depth > models.size
    ? found
    : dereferenced(models.get(name), models, depth + 1);
}

function isObject(value: unknown): value is Schema {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function objectOf(value: unknown): Schema {
  return isObject(value) ? value : {};
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as unknown[]) : [];
}

/** The strings of a list, or of a single one. */
function textsOf(value: unknown): string[] {
  return [value].flat().filter((one): one is string => typeof one === "string");
}
