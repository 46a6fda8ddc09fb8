import { createRequire } from "node:module";
import type * as ajv from "ajv-draft-04";
import type { default as Ajv, Options, ValidateFunction } from "ajv-draft-04";
import { compositionKeywords } from "./composition-keywords";
import { modelName } from "./model-reference";
import { withTimeLimit } from "../limits/work-limit";
import { validationErrorString } from "./validation-error-string";
import { UnservableError } from "../unservable/unservable";

const load = createRequire(__filename);

/**
 * Checks a body, and returns what is wrong with it, if anything.
 * @throws CutError when it takes too long
 */
export type CheckBody = (body: string) => string | undefined;

const OPTIONS: Options = {
  strict: false,
  logger: false,
  validateFormats: false,
  // Draft 4 patterns allow unnecessary escapes.
  unicodeRegExp: false,
  allErrors: true,
  verbose: true,
};

/** Checks of these can take more than linear time: they backtrack, compare all items, or recur. */
const SLOW_KEYWORDS = /"(?:pattern|patternProperties|uniqueItems|\$ref)":/;

/** In characters. A longer body can have so many errors that describing them takes long. */
const MAX_QUICK_BODY = 10_000;

/**
 * An API's models (JSON schema draft 4), each compiled when it is first used.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/models-mappings-models.html
 */
export class Models {
  private readonly schemas = new Map<string, unknown>();
  private readonly hasSlowKeywords: boolean;
  private loaded: Ajv | undefined;

  constructor(models: ReadonlyMap<string, string>) {
    for (const [name, schema] of models) {
      this.schemas.set(name, parseSchema(name, schema));
    }
    this.hasSlowKeywords = SLOW_KEYWORDS.test(JSON.stringify([...this.schemas.values()]));
  }

  /** @throws Error when the model doesn't exist, or isn't a valid schema */
  checker(name: string): CheckBody {
    if (!this.schemas.has(name)) {
      const known = [...this.schemas.keys()].join(", ");
      throw new UnservableError(
        `model ${JSON.stringify(name)} does not exist; the API has: ${known || "none"}.`,
      );
    }
    const validate = this.compile(name);
    return (body) => {
      const parsed = parseBody(body);
      if (!parsed) {
        return "Unable to parse body as JSON";
      }
      const check = () =>
        validate(parsed.json) ? undefined : validationErrorString(validate.errors ?? []);
      const isQuick = !this.hasSlowKeywords && body.length <= MAX_QUICK_BODY;
      return isQuick ? check() : withTimeLimit(check);
    };
  }

  private compile(name: string): ValidateFunction {
    try {
      const validate = this.ajv.getSchema(idOf(name));
      if (validate) {
        return validate;
      }
    } catch (error) {
      throw new UnservableError(
        `model ${JSON.stringify(name)} is not a JSON schema: ${String(error)}`,
      );
    }
    throw new UnservableError(`model ${JSON.stringify(name)} is not a JSON schema.`);
  }

  /** Loads the library for the first method that validates: most APIs have none. */
  private get ajv(): Ajv {
    if (this.loaded) {
      return this.loaded;
    }
    const { default: AjvClass, _ } = load("ajv-draft-04") as typeof ajv;
    this.loaded = new AjvClass(OPTIONS);
    for (const definition of compositionKeywords(_)) {
      this.loaded.removeKeyword(definition.keyword).addKeyword(definition);
    }
    for (const [name, schema] of this.schemas) {
      this.loaded.addSchema(resolvable(schema) as object, idOf(name), undefined, false);
    }
    return this.loaded;
  }
}

function idOf(name: string): string {
  return `model:/${encodeURIComponent(name)}`;
}

function parseSchema(name: string, schema: string): unknown {
  try {
    return schema.trim() === "" ? {} : JSON.parse(schema);
  } catch {
    throw new UnservableError(`model ${JSON.stringify(name)} is not valid JSON: ${schema}`);
  }
}

/** The schema without its own id, its references to other models rewritten to the runner's ids. */
function resolvable(schema: unknown): unknown {
  if (!isObject(schema)) {
    return schema;
  }
  const fields = Object.entries(schema).filter(([key]) => key !== "$schema" && key !== "id");
  const own = isObject(schema["definitions"]) ? schema["definitions"] : {};
  return withModels(Object.fromEntries(fields), own);
}

/** A definition in the schema takes precedence over a model of the same name. */
function withModels(part: unknown, own: object): unknown {
  if (Array.isArray(part)) {
    return part.map((item) => withModels(item, own));
  }
  if (!isObject(part)) {
    return part;
  }
  return Object.fromEntries(
    Object.entries(part).map(([key, value]) => {
      const name = key === "$ref" && typeof value === "string" ? modelName(value) : undefined;
      const isModel = name !== undefined && !Object.hasOwn(own, name);
      return [key, isModel ? idOf(name) : withModels(value, own)];
    }),
  );
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function parseBody(body: string): { json: unknown } | undefined {
  try {
    return { json: JSON.parse(body) };
  } catch {
    return undefined;
  }
}
