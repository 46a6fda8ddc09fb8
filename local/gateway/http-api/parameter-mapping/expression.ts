const SOURCES = ["request", "response", "context", "stageVariables"] as const;
type Source = (typeof SOURCES)[number];

/** Refers to a value: `$request.header.x-id` is `header.x-id` of `request`. */
export interface Reference {
  readonly source: Source;
  readonly path: string;
}

/** The value of a mapping: plain text and references, in order. */
export type Expression = readonly (string | Reference)[];

/** Finds the value of a reference; undefined if the request, the response or the API lacks it. */
export type Lookup = (reference: Reference) => string | undefined;

const NAMES = SOURCES.join("|");
/** A JSONPath can contain any character, so one without braces must be the whole value. */
const BODY = new RegExp(`^\\$(request|response)\\.(body\\..+)$`, "s");
const REFERENCE = new RegExp(
  [`\\$\\{(${NAMES})\\.([^}]+)\\}`, `\\$(${NAMES})\\.([\\w-]+(?:\\.[\\w-]+|\\[\\d+\\])*)`].join(
    "|",
  ),
  "g",
);

/**
 * Parses the value of a parameter mapping: `$request.path.id`, `/v1/${request.path.id}`, or plain
 * text.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-parameter-mapping.html
 */
export function parseExpression(text: string): Expression {
  const [, message, body] = BODY.exec(text) ?? [];
  if (body !== undefined) {
    return [reference(message, body)];
  }
  const parts: (string | Reference)[] = [];
  let end = 0;
  for (const match of text.matchAll(REFERENCE)) {
    const [, braced, bracedPath, bare, barePath] = match;
    parts.push(text.slice(end, match.index), reference(braced ?? bare, bracedPath ?? barePath));
    end = match.index + match[0].length;
  }
  return [...parts, text.slice(end)].filter((part) => part !== "");
}

function reference(source = "", path = ""): Reference {
  return { source: SOURCES.find((one) => one === source) ?? "request", path };
}

/** The value; undefined for a single reference without a value. */
export function evaluate(expression: Expression, lookup: Lookup): string | undefined {
  const [only] = expression;
  if (expression.length === 1 && typeof only === "object") {
    return lookup(only);
  }
  return expression
    .map((part) => (typeof part === "string" ? part : (lookup(part) ?? "")))
    .join("");
}
