import { refuse } from "../../common/unservable/refuse";

/** A part of a selection expression: literal text, or a variable such as `request.body.action`. */
type Part = { readonly text: string } | { readonly variable: string };

/** Yields a key: `$request.body.action`, `${request.body.a}/${request.body.b}`. */
export type SelectionExpression = readonly Part[];

/** The variables that an expression can have. */
export interface SelectionVariables {
  /** Regular expressions, without the dollar sign. */
  readonly patterns: readonly string[];
  /** How users write them, for the error message. */
  readonly rule: string;
}

const NAMES = "(?:\\.[\\w-]+)+";

/** Of a message. */
export const MESSAGE_VARIABLES: SelectionVariables = {
  patterns: [`request\\.body${NAMES}`],
  rule: "Use $request.body.NAME or ${request.body.NAME}, and \\$ for a dollar sign.",
};

/** Of a message or a handshake, and its context. */
export const REQUEST_VARIABLES: SelectionVariables = {
  patterns: [`request\\.(?:body|header|querystring)${NAMES}`, `(?:context|stageVariables)${NAMES}`],
  rule: "Use $request.body.NAME, $request.header.NAME, $request.querystring.NAME, $context.NAME or $stageVariables.NAME, and \\$ for a dollar sign.",
};

/** Of the response of an integration. */
export const RESPONSE_VARIABLES: SelectionVariables = {
  patterns: [
    "integration\\.response\\.statuscode",
    `integration\\.response\\.(?:body|header)${NAMES}`,
  ],
  rule: "Use $integration.response.statuscode, $integration.response.body.NAME or $integration.response.header.NAME, and \\$ for a dollar sign.",
};

/**
 * @throws Error that names the address, if the expression has variables that it can't have
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-selection-expressions.html
 */
export function parseSelectionExpression(
  address: string,
  attribute: string,
  text: string,
  { patterns, rule }: SelectionVariables,
): SelectionExpression {
  const variable = `(${patterns.join("|")})`;
  // An escaped dollar sign, a variable with or without braces, or one more character.
  const part = new RegExp(`\\\\\\$|\\$\\{${variable}\\}|\\$${variable}|[^]`, "g");
  return [...text.matchAll(part)].map(([matched, inBraces, bare]) => {
    const found = inBraces ?? bare;
    if (found !== undefined) {
      return { variable: found };
    }
    if (matched === "$") {
      refuse(address, attribute, text, rule);
    }
    return { text: matched === "\\$" ? "$" : matched };
  });
}

/** What a variable without a value yields is empty text. */
export function evaluateSelection(
  expression: SelectionExpression,
  valueOf: (variable: string) => string | undefined,
): string {
  return expression
    .map((part) => ("text" in part ? part.text : (valueOf(part.variable) ?? "")))
    .join("");
}

/**
 * The key that a message yields. What isn't there, also because the message isn't JSON, is empty text.
 */
export function selectRoute(expression: SelectionExpression, message: string): string {
  const body = parsed(message);
  return evaluateSelection(expression, (variable) => textAt(body, variable.split(".").slice(2)));
}

/** The text at a path in a JSON text, such as `a.b`; empty if it isn't there. */
export function textInBody(body: string, path: string): string {
  return textAt(parsed(body), path.split("."));
}

function parsed(message: string): unknown {
  try {
    return JSON.parse(message);
  } catch {
    return undefined;
  }
}

function textAt(body: unknown, path: readonly string[]): string {
  const value = path.reduce<unknown>(
    (found, name) =>
      typeof found === "object" && found !== null && Object.hasOwn(found, name)
        ? (found as Readonly<Record<string, unknown>>)[name]
        : undefined,
    body,
  );
  return asText(value);
}

/** Lists appear as `[item1, item2]`. */
function asText(value: unknown): string {
  if (value === undefined || value === null) {
    return "";
  }
  if (Array.isArray(value)) {
    return `[${value.map(asText).join(", ")}]`;
  }
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
