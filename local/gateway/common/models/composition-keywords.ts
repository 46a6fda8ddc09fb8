import type * as ajv from "ajv-draft-04";

/** Makes code, from the library, which is loaded only when it's needed. */
type Code = (typeof ajv)["_"];

interface Definition extends ajv.CodeKeywordDefinition {
  readonly keyword: string;
}

/** How many of the schemas a value has to match. */
const RULES = {
  allOf: "all",
  anyOf: "some",
  oneOf: "one",
} as const;

/**
 * The keywords that combine schemas, each with a single error whose `matched` is the number
 * of schemas that the value matches. Like AWS's validator, it doesn't list the schemas' own errors.
 */
export function compositionKeywords(_: Code): Definition[] {
  return Object.entries(RULES).map(([keyword, rule]) => ({
    keyword,
    schemaType: "array",
    trackErrors: true,
    error: {
      message: `doesn't match the schemas of ${keyword}`,
      params: ({ params }) => _`{matched: ${params["matched"]}}`,
    },
    code(cxt: ajv.KeywordCxt) {
      const { gen } = cxt;
      const schemas = cxt.schema as readonly unknown[];
      const matched = gen.let("matched", 0);
      const matches = gen.name("matches");
      schemas.forEach((_schema, schemaProp) => {
        cxt.subschema({ keyword, schemaProp, compositeRule: true }, matches);
        gen.if(matches, () => gen.code(_`${matched}++`));
      });
      const required = {
        all: _`${matched} === ${schemas.length}`,
        some: _`${matched} > 0`,
        one: _`${matched} === 1`,
      };
      cxt.setParams({ matched });
      cxt.result(
        gen.const("valid", required[rule]),
        () => cxt.reset(),
        () => {
          cxt.reset();
          cxt.error();
        },
      );
    },
  }));
}
