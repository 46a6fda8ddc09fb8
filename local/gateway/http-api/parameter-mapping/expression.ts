const SOURCES = ["request", "response", "context", "stageVariables"] as const;
type Source = (typeof SOURCES)[number];

/** Where a value is taken from: `$request.header.x-id` is `header.x-id` of `request`. */
export interface Reference {
  readonly source: Source;
  readonly path: string;
}

/** A mapping's value: plain text and references, joined. */
export type Expression = readonly (string | Reference)[];

/** The value of a reference; none where the request, the response or the API has no such value. */
export type Lookup = (reference: Reference) => string | undefined;

const NAMES = SOURCES.join("|");
/** A JSONPath can hold any character, so that one without braces must be all of the value. */
const BODY = new RegExp(`^\\$(request|response)\\.(body\\..+)$`, "s");
const REFERENCE = new RegExp(
  [`\\$\\{(${NAMES})\\.([^}]+)\\}`, `\\$(${NAMES})\\.([\\w-]+(?:\\.[\\w-]+|\\[\\d+\\])*)`].join(
    "|",
  ),
  "g",
);

/**
 * A value of a parameter mapping: `$request.path.id`, `/v1/${request.path.id}`, or plain text.
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

/** The value; none where it is nothing but a reference to what isn't there. */
export function evaluate(expression: Expression, lookup: Lookup): string | undefined {
  const [only] = expression;
  if (expression.length === 1 && typeof only === "object") {
    return lookup(only);
  }
  return expression
    .map((part) => (typeof part === "string" ? part : (lookup(part) ?? "")))
    .join("");
}
