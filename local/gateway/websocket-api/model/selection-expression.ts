import { refuse } from "../../common/refuse";

/** A part of a selection expression: literal text, or an element of the message's JSON. */
type Part = { readonly text: string } | { readonly path: readonly string[] };

/** Yields the key of a message's route: `$request.body.action`, `${request.body.a}/${request.body.b}`. */
export type SelectionExpression = readonly Part[];

const VARIABLE = "request\\.body((?:\\.[\\w-]+)+)";
/** An escaped dollar sign, a variable with or without braces, or one more character. */
const PART = new RegExp(`\\\\\\$|\\$\\{${VARIABLE}\\}|\\$${VARIABLE}|[^]`, "g");

/**
 * @throws Error that names the address, if the expression has variables that the API can't have
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-develop-routes.html
 */
export function parseSelectionExpression(
  address: string,
  text: string,
  attribute = "route_selection_expression",
): SelectionExpression {
  return [...text.matchAll(PART)].map(([matched, inBraces, bare]) => {
    const path = inBraces ?? bare;
    if (path !== undefined) {
      return { path: path.split(".").slice(1) };
    }
    if (matched === "$") {
      const rule = "Use $request.body.NAME or ${request.body.NAME}, and \\$ for a dollar sign.";
      refuse(address, attribute, text, rule);
    }
    return { text: matched === "\\$" ? "$" : matched };
  });
}

/**
 * The key that a message yields. What isn't there, also because the message isn't JSON, is empty text.
 */
export function selectRoute(expression: SelectionExpression, message: string): string {
  const body = parsed(message);
  return expression.map((part) => ("text" in part ? part.text : textAt(body, part.path))).join("");
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
