import type { Construct } from "constructs";
import { checkPattern } from "../../core/checks";
import { checkKind, checkProps, required, string } from "../../core/props";
import { refuse } from "../../core/refusal";
import { MODEL_KINDS } from "../prop-kinds";
import { modelSchema } from "./model-schema";
import type { Schema } from "./schema-keywords";

/** Props of a model. */
export interface ModelProps {
  /**
   * Only "application/json": API Gateway gives this content type to every model of an OpenAPI
   * document. Methods name the content type for which they use a model.
   * @default "application/json"
   */
  readonly contentType?: string;
  /**
   * JSON schema, draft 4; another model is `{ $ref: "#/components/schemas/Name" }`. What API Gateway
   * would drop when it imports the model is refused, with the path to it and the way out: e.g.
   * `definitions`, `const`, several types, or `items` as a list. `$schema`, `id`, `default`, `example`
   * and the like, which have no effect on what is valid, are left out.
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/models-mappings-models.html
   */
  readonly schema: Schema;
}

/**
 * The schema of a request or response body.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/models-mappings-models.html
 */
export class Model {
  /** Anything: what API Gateway gives every API as `Empty`. */
  static readonly EMPTY = new Model("Empty", { title: "Empty Schema", type: "object" });
  /** An object with a `message`: what API Gateway gives every API as `Error`. */
  static readonly ERROR = new Model("Error", {
    title: "Error Schema",
    type: "object",
    properties: { message: { type: "string" } },
  });

  /** Made by `RestApi.addModel`. */
  constructor(
    readonly modelName: string,
    readonly schema: Schema,
  ) {}
}

/** The models of one API, by name. */
export class Models {
  private readonly byName = new Map<string, { readonly model: Model; readonly schema: Schema }>();

  constructor(private readonly scope: Construct) {}

  /**
   * @throws if the name is taken, or API Gateway would refuse the name, the content type or a part of
   * the schema
   */
  add(name: string, props: ModelProps): Model {
    checkKind(this.scope, "name of the model", name, required(string));
    checkProps(this.scope, props, MODEL_KINDS, (prop) => `${prop} of the model ${name}`);
    const { contentType, schema } = props;
    checkPattern(this.scope, "name of the model", name, {
      pattern: /^[A-Za-z0-9]+$/,
      allowed: "letters and digits",
      fix: "Rename the model.",
    });
    checkPattern(this.scope, `contentType of the model ${name}`, contentType, {
      pattern: /^application\/json$/,
      allowed: "application/json",
      fix: "Leave it out, and name the content type where the model is used.",
    });
    const model = new Model(name, schema);
    this.use(model);
    return model;
  }

  /** Defines the model in this API, and returns a reference to it. */
  use(model: Model): { readonly schema: { readonly $ref: string } } {
    const { modelName } = model;
    const known = this.byName.get(modelName);
    if (known !== undefined && known.model !== model) {
      refuse(this.scope, {
        what: "name of the model",
        value: modelName,
        allowed: "one model of each name in an API",
        fix: "Use the existing model, or give this one another name.",
      });
    }
    if (known === undefined) {
      const schema = modelSchema(this.scope, modelName, model.schema);
      this.byName.set(modelName, { model, schema });
    }
    return { schema: { $ref: `#/components/schemas/${modelName}` } };
  }

  /** The content of a body in an OpenAPI document, by content type. */
  content(models: Readonly<Record<string, Model>>): object {
    return Object.fromEntries(
      Object.entries(models).map(([contentType, model]) => [contentType, this.use(model)]),
    );
  }

  /** Errors about references to models that the API doesn't have; API Gateway would validate nothing there. */
  missing(): string[] {
    return [...this.byName].flatMap(([name, { schema }]) =>
      references(schema)
        .filter((reference) => !this.byName.has(reference))
        .map(
          (reference) =>
            `the model ${name} refers to ${JSON.stringify(reference)}; ` +
            `allowed: ${[...this.byName.keys()].join(", ")}. Add the other model by addModel().`,
        ),
    );
  }

  schemas(): object {
    return Object.fromEntries([...this.byName].map(([name, { schema }]) => [name, schema]));
  }
}

/** The names of the models that a schema refers to. */
function references(schema: unknown): string[] {
  if (typeof schema !== "object" || schema === null) {
    return [];
  }
  return Object.entries(schema).flatMap(([key, value]: [string, unknown]) =>
    key === "$ref" && typeof value === "string"
      ? (/^#\/components\/schemas\/(.*)$/s.exec(value)?.slice(1) ?? [])
      : references(value),
  );
}
