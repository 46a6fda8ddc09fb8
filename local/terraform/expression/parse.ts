import { Cursor } from "./cursor";
import { Expression } from "./syntax";

const IDENTIFIER = /[A-Za-z_][A-Za-z0-9_-]*/y;
const NUMBER = /\d+(\.\d+)?([eE][+-]?\d+)?/y;
const ESCAPES: Readonly<Record<string, string>> = {
  n: "\n",
  r: "\r",
  t: "\t",
  '"': '"',
  "\\": "\\",
};

/** Binary operators by how tightly they bind, the loosest first. */
const OPERATORS: readonly (readonly string[])[] = [
  ["||"],
  ["&&"],
  ["==", "!="],
  ["<=", ">=", "<", ">"],
  ["+", "-"],
  ["*", "/", "%"],
];

/**
 * Parses a string of Terraform's JSON, which is always a template.
 * @see https://developer.hashicorp.com/terraform/language/syntax/json#expression-mapping
 */
export function parseTemplate(text: string): Expression {
  return templateUntil(new Cursor(text), (cursor) => cursor.atEnd, false);
}

function templateUntil(
  cursor: Cursor,
  ends: (cursor: Cursor) => boolean,
  quoted: boolean,
): Expression {
  const parts: (string | Expression)[] = [];
  let text = "";
  while (!ends(cursor)) {
    if (cursor.take("$${")) text += "${";
    else if (cursor.take("%%{")) text += "%{";
    else if (cursor.startsWith("%{")) cursor.fail("template directives are not supported");
    else if (cursor.take("${")) {
      if (text) parts.push(text);
      text = "";
      parts.push(interpolation(cursor));
    } else text += quoted && cursor.take("\\") ? escape(cursor) : cursor.next();
  }
  if (text || parts.length === 0) parts.push(text);
  const [only, ...rest] = parts;
  if (rest.length > 0 || only === undefined) return { kind: "template", parts };
  // A single interpolation keeps the type of its value.
  return typeof only === "string" ? { kind: "literal", value: only } : only;
}

function interpolation(cursor: Cursor): Expression {
  const value = expression(cursor);
  cursor.expectToken("}");
  return value;
}

function escape(cursor: Cursor): string {
  const unicode = cursor.match(/u[0-9a-fA-F]{4}/y) ?? cursor.match(/U[0-9a-fA-F]{8}/y);
  if (unicode) return String.fromCodePoint(parseInt(unicode.slice(1), 16));
  const character = cursor.next();
  return ESCAPES[character] ?? cursor.fail(`unknown escape "\\${character}"`);
}

function expression(cursor: Cursor): Expression {
  const condition = binary(cursor, 0);
  if (!cursor.takeToken("?")) return condition;
  const yes = expression(cursor);
  cursor.expectToken(":");
  return { kind: "conditional", condition, yes, no: expression(cursor) };
}

function binary(cursor: Cursor, level: number): Expression {
  const operators = OPERATORS[level];
  if (!operators) return unary(cursor);
  let left = binary(cursor, level + 1);
  for (;;) {
    const operator = operators.find((candidate) => cursor.takeToken(candidate));
    if (!operator) return left;
    left = { kind: "binary", operator, left, right: binary(cursor, level + 1) };
  }
}

function unary(cursor: Cursor): Expression {
  if (cursor.takeToken("!")) return { kind: "unary", operator: "!", operand: unary(cursor) };
  if (cursor.takeToken("-")) return { kind: "unary", operator: "-", operand: unary(cursor) };
  return postfix(cursor, primary(cursor));
}

function postfix(cursor: Cursor, start: Expression): Expression {
  let value = start;
  for (;;) {
    if (cursor.takeToken("[*]") || cursor.takeToken(".*")) {
      const names: string[] = [];
      while (cursor.take(".")) names.push(identifier(cursor));
      value = { kind: "splat", of: value, names };
    } else if (cursor.takeToken("[")) {
      value = { kind: "index", of: value, key: expression(cursor) };
      cursor.expectToken("]");
    } else if (cursor.takeToken(".")) {
      const digits = cursor.match(/\d+/y);
      value = digits
        ? { kind: "index", of: value, key: { kind: "literal", value: Number(digits) } }
        : { kind: "attribute", of: value, name: identifier(cursor) };
    } else return value;
  }
}

function primary(cursor: Cursor): Expression {
  if (cursor.takeToken("(")) {
    const value = expression(cursor);
    cursor.expectToken(")");
    return value;
  }
  if (cursor.takeToken('"')) return templateUntil(cursor, (at) => at.take('"'), true);
  if (cursor.takeToken("[")) return { kind: "list", items: items(cursor, "]") };
  if (cursor.takeToken("{")) return { kind: "object", entries: entries(cursor) };
  const number = cursor.match(NUMBER);
  if (number) return { kind: "literal", value: Number(number) };
  return named(cursor);
}

function named(cursor: Cursor): Expression {
  const name = identifier(cursor);
  if (name === "true" || name === "false") return { kind: "literal", value: name === "true" };
  if (name === "null") return { kind: "literal", value: null };
  if (cursor.take("(")) return { kind: "call", name, args: items(cursor, ")") };
  return { kind: "name", name };
}

function items(cursor: Cursor, end: string): Expression[] {
  const found: Expression[] = [];
  while (!cursor.takeToken(end)) {
    found.push(expression(cursor));
    if (!cursor.takeToken(",")) {
      cursor.expectToken(end);
      break;
    }
  }
  return found;
}

function entries(cursor: Cursor): [Expression, Expression][] {
  const found: [Expression, Expression][] = [];
  while (!cursor.takeToken("}")) {
    const key = expression(cursor);
    if (!cursor.takeToken("=")) cursor.expectToken(":");
    // A bare name as a key is that text.
    const text: Expression = key.kind === "name" ? { kind: "literal", value: key.name } : key;
    found.push([text, expression(cursor)]);
    cursor.takeToken(",");
  }
  return found;
}

function identifier(cursor: Cursor): string {
  cursor.skipSpace();
  return cursor.match(IDENTIFIER) ?? cursor.fail("expected a name");
}
