import type { IConstruct } from "constructs";
import { isKnown } from "../../core/known";
import { refuse } from "../../core/refusal";
import { warn } from "../../core/warning";
import type { Kept, Schema } from "./schema-keywords";
import { COMBINATORS, isList, isObject, KEPT_KEYWORDS, verdictOn } from "./schema-keywords";

/**
 * The schema of a model for the API's document, without keywords that have no effect.
 * @throws if the schema isn't valid, or API Gateway would drop a part of it that validates something
 */
export function modelSchema(scope: IConstruct, model: string, schema: Schema): Schema {
  const reader = new SchemaReader(scope, model);
  const read = reader.read(schema, "#");
  reader.warn();
  // AWS's importer may reject an empty model.
  return Object.keys(read).length > 0 ? read : { title: model };
}

class SchemaReader {
  private readonly leftOut: string[] = [];
  private readonly combined: string[] = [];

  constructor(
    private readonly scope: IConstruct,
    private readonly model: string,
  ) {}

  /** @param path - of the schema in that of the model, e.g. `#/properties/name` */
  read(schema: Schema, path: string): Schema {
    // A value known only at apply can't be read.
    if (!isKnown(schema)) {
      return schema;
    }
    const given = Object.entries(schema).filter(([, value]) => value !== undefined);
    this.checkTogether(Object.fromEntries(given), path);
    return Object.fromEntries(
      given.flatMap(([keyword, value]) => this.readKeyword(keyword, value, `${path}/${keyword}`)),
    );
  }

  warn(): void {
    const { scope, model } = this;
    if (this.leftOut.length > 0) {
      warn(
        scope,
        `left out of the model ${model}: ${this.leftOut.join(", ")}. ` +
          "API Gateway does not support these keywords, which have no effect on what is valid.",
      );
    }
    if (this.combined.length > 0) {
      warn(
        scope,
        `the model ${model} has ${this.combined.join(", ")}, which API Gateway ignores in some ` +
          'places. After the deployment, check that it is there: "aws apigateway get-model".',
      );
    }
  }

  /** Refuses combinations of keywords that API Gateway drops or rejects. */
  private checkTogether(schema: Schema, path: string): void {
    const keywords = Object.keys(schema);
    const beside = keywords.find((keyword) => keyword !== "$ref");
    if ("$ref" in schema && beside !== undefined) {
      this.refuseKeyword(
        `${path}/${beside}`,
        "nothing beside $ref",
        "Put it into the other model.",
      );
    }
    const combinator = keywords.find((keyword) => COMBINATORS.includes(keyword));
    if ("items" in schema && combinator !== undefined) {
      const fix = "Put items into a separate schema, as one of those that are combined.";
      this.refuseKeyword(`${path}/${combinator}`, "no allOf, anyOf or oneOf beside items", fix);
    }
    if (typeof schema.exclusiveMaximum === "boolean" && !("maximum" in schema)) {
      const fix = "Add maximum: the bound that is excluded.";
      this.refuseKeyword(`${path}/exclusiveMaximum`, "exclusiveMaximum only beside maximum", fix);
    }
    if (schema.type === "array" && !("items" in schema)) {
      refuse(this.scope, {
        what: `${path}/type of the model ${this.model}`,
        value: schema.type,
        allowed: "array only with items",
        fix: "Add the schema of the items; items: {} allows any.",
      });
    }
  }

  private readKeyword(keyword: string, value: unknown, path: string): [string, unknown][] {
    const verdict = verdictOn(keyword);
    if ("refused" in verdict) {
      return this.refuseKeyword(
        path,
        `of all keywords ${KEPT_KEYWORDS.join(", ")}`,
        verdict.refused,
      );
    }
    if ("leftOut" in verdict) {
      if (verdict.leftOut === "with a warning") {
        this.leftOut.push(path);
      }
      return [];
    }
    if (!isKnown(value)) {
      return [[keyword, value]];
    }
    this.checkValue(verdict, value, path);
    if (COMBINATORS.includes(keyword)) {
      this.combined.push(path);
    }
    // Draft 4 has no empty list here.
    if (keyword === "required" && isList(value) && value.length === 0) {
      return [];
    }
    return [[keyword, this.readHeld(verdict, value, path)]];
  }

  private checkValue({ isAllowed, allowed, fix }: Kept, value: unknown, path: string): void {
    if (isAllowed(value)) {
      return;
    }
    const what = `${path} of the model ${this.model}`;
    refuse(this.scope, { what, value, allowed, fix });
  }

  /** The value of a keyword, with what schemas it holds read. */
  private readHeld({ holds }: Kept, value: unknown, path: string): unknown {
    const read = (schema: unknown, at: string) => {
      if (!isKnown(schema)) {
        return schema;
      }
      if (isObject(schema)) {
        return this.read(schema, at);
      }
      const what = `${at} of the model ${this.model}`;
      const fix = "Give an object; one without keywords allows anything.";
      return refuse(this.scope, { what, value: schema, allowed: "a schema", fix });
    };
    if (holds === "schemas" && isList(value)) {
      return value.map((schema, index) => read(schema, `${path}/${index}`));
    }
    if (holds === undefined || !isObject(value)) {
      return value;
    }
    if (holds === "a schema") {
      return read(value, path);
    }
    const named = Object.entries(value).filter(([, schema]) => schema !== undefined);
    return Object.fromEntries(
      named.map(([name, schema]) => [name, read(schema, `${path}/${name}`)]),
    );
  }

  private refuseKeyword(value: string, allowed: string, fix: string): never {
    const what = `a keyword of the model ${this.model}`;
    return refuse(this.scope, { what, value, allowed, fix });
  }
}
