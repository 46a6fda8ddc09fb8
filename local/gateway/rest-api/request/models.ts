import { createRequire } from "node:module";
import type { default as Ajv, ErrorObject, ValidateFunction } from "ajv-draft-04";
import { modelName } from "../model/open-api-schemas";

const load = createRequire(__filename);

/** Checks a body; the answer is what is wrong with it, in AWS's words where they are known. */
export type CheckBody = (body: string) => string | undefined;

/** Models that every API has from the start. */
const BUILT_IN: readonly (readonly [string, object])[] = [
  ["Empty", { type: "object" }],
  ["Error", { type: "object", properties: { message: { type: "string" } } }],
];

/**
 * Compiles an API's models (JSON schema draft 4) when first asked for.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/models-mappings-models.html
 */
export class Models {
  private readonly schemas = new Map<string, unknown>();
  private loaded: Ajv | undefined;

  constructor(models: ReadonlyMap<string, string>) {
    for (const [name, schema] of BUILT_IN) if (!models.has(name)) this.schemas.set(name, schema);
    for (const [name, schema] of models) this.schemas.set(name, parseSchema(name, schema));
  }

  /** @throws Error when there is no such model, or it is no valid schema */
  checker(name: string): CheckBody {
    if (!this.schemas.has(name)) {
      const known = [...this.schemas.keys()].join(", ");
      throw new Error(`There is no model ${JSON.stringify(name)}: the API has ${known}.`);
    }
    const validate = this.compile(name);
    return (body) => {
      const parsed = parseBody(body);
      if (!parsed) return "Unable to parse body as JSON";
      return validate(parsed.json) ? undefined : errorText(validate.errors ?? []);
    };
  }

  private compile(name: string): ValidateFunction {
    try {
      const validate = this.ajv.getSchema(idOf(name));
      if (validate) return validate;
    } catch (error) {
      throw new Error(`The model ${JSON.stringify(name)} is no JSON schema: ${String(error)}`);
    }
    throw new Error(`The model ${JSON.stringify(name)} is no JSON schema.`);
  }

  /** The library is loaded by the first method that validates: most APIs have none. */
  private get ajv(): Ajv {
    if (this.loaded) return this.loaded;
    const { default: AjvClass } = load("ajv-draft-04") as { default: typeof Ajv };
    this.loaded = new AjvClass({ strict: false, logger: false, validateFormats: false });
    for (const [name, schema] of this.schemas)
      this.loaded.addSchema(resolvable(schema) as object, idOf(name), undefined, false);
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
    throw new Error(`The model ${JSON.stringify(name)} is no JSON: ${schema}`);
  }
}

/** The schema, its references to other models pointed to where they are found here. */
function resolvable(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(resolvable);
  if (typeof schema !== "object" || schema === null) return schema;
  const fields = Object.entries(schema).filter(([key]) => key !== "$schema" && key !== "id");
  return Object.fromEntries(
    fields.map(([key, value]) => {
      const name = key === "$ref" && typeof value === "string" ? modelName(value) : undefined;
      return [key, name === undefined ? resolvable(value) : idOf(name)];
    }),
  );
}

function parseBody(body: string): { json: unknown } | undefined {
  try {
    return { json: JSON.parse(body) };
  } catch {
    return undefined;
  }
}

/** `$context.error.validationErrorString`: the texts of the common failures are AWS's. */
function errorText(errors: readonly ErrorObject[]): string {
  return `[${errors.map(oneError).join(", ")}]`;
}

function oneError(error: ErrorObject): string {
  if (error.keyword === "required") {
    const { missingProperty } = error.params as { missingProperty: string };
    return `object has missing required properties (["${missingProperty}"])`;
  }
  return `${error.instancePath || "/"} ${error.message ?? error.keyword}`;
}
