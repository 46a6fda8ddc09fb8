/**
 * What AWS's importer does to a document, and how we know: recorded on AWS, documented by AWS, or
 * inferred from swagger-parser, which AWS uses judging by its messages and the order of its keys.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-import-api-errors-warnings.html
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html
 */
export interface Rule {
  readonly known: "recorded" | "documented" | "inferred";
  /** What the importer does, and what follows from it. */
  readonly effect: string;
}

export const RULES = {
  unknownKey: {
    known: "recorded",
    effect: "AWS drops this key on import, so it has no effect.",
  },
  unknownKeyword: {
    known: "inferred",
    effect: "AWS drops this keyword on import, so nothing is validated by it.",
  },
  wrongType: {
    known: "inferred",
    effect:
      "AWS drops this on import, because OpenAPI 3.0 has a value of another type here, so nothing is validated by it.",
  },
  unsupportedKeyword: {
    known: "documented",
    effect: "AWS does not support this keyword in models, so it has no effect.",
  },
  nullable: {
    known: "inferred",
    effect: "AWS validates by JSON Schema draft 4, which has no nullable, so it has no effect.",
  },
  combinatorBesideItems: {
    known: "inferred",
    effect:
      "AWS drops this keyword on import, because the schema has items too, so nothing is validated by it.",
  },
  itemsOfAnotherType: {
    known: "inferred",
    effect: 'AWS replaces this by "array" on import, because the schema has items.',
  },
  besideReference: {
    known: "inferred",
    effect: "AWS drops what is beside $ref on import, so nothing is validated by it.",
  },
  // In an operation. Within a model it is inferred.
  unknownReference: {
    known: "recorded",
    effect: "AWS ignores it, because it is not a model of this document: nothing is validated.",
  },
  inlineCombinators: {
    known: "recorded",
    effect:
      "AWS ignores an inline schema with allOf, anyOf or oneOf, so bodies are not validated: make it a named model.",
  },
  ignoredResponseModel: {
    known: "recorded",
    effect: "AWS ignores the model of this response. Responses stay the same.",
  },
  // That CreateModel rejects it is recorded.
  duplicateEnum: {
    known: "inferred",
    effect: "AWS may reject a model whose enum has a value twice: remove one.",
  },
  arrayWithoutItems: {
    known: "inferred",
    effect: "AWS may reject a model with an array without items: add items.",
  },
  emptySchema: {
    known: "inferred",
    effect: "AWS may reject an empty model: give it a title or a type.",
  },
  sameStatus: {
    known: "recorded",
    effect:
      "AWS keeps one integration response per status code, and does not define which: the last one is served, this one is lost.",
  },
  parameterOfAnotherType: {
    known: "recorded",
    effect: "AWS drops this mapping on import, because its value is not a string.",
  },
  repeatedOperationId: {
    known: "inferred",
    effect: "AWS warns, because another operation has the same operationId.",
  },
  dollarInPath: {
    known: "documented",
    effect: "AWS does not document $ in a path. It may reject the path.",
  },
  requestTooLarge: {
    known: "documented",
    effect: "AWS does not support customizing this response, so it has no effect.",
  },
} as const satisfies Record<string, Rule>;

export type RuleName = keyof typeof RULES;
