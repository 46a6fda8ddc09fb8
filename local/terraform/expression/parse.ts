import { Cursor } from "./cursor";
import { heredoc } from "./heredoc";
import type { ExpressionParser } from "./parse-template";
import { templateUntil } from "./parse-template";
import type { Expression, Loop } from "./syntax";

const NUMBER = /\d+(\.\d+)?([eE][+-]?\d+)?/y;

/** Binary operators, in ascending order of precedence. */
const OPERATORS: readonly (readonly string[])[] = [
  ["||"],
  ["&&"],
  ["==", "!="],
  ["<=", ">=", "<", ">"],
  ["+", "-"],
  ["*", "/", "%"],
];

const PARSER: ExpressionParser = { expression, loop };

/**
 * Parses a string of Terraform's JSON, which is always a template.
 * @see https://developer.hashicorp.com/terraform/language/syntax/json#expression-mapping
 */
export function parseTemplate(text: string): Expression {
  return templateUntil(new Cursor(text), (cursor) => cursor.atEnd, "file", PARSER);
}

/** Parses an expression, as TF_VAR_… contains for variables of complex types. */
export function parseExpression(text: string): Expression {
  const cursor = new Cursor(text);
  const value = expression(cursor);
  cursor.skipSpace();
  return cursor.atEnd ? value : cursor.fail("expected the end");
}

export function expression(cursor: Cursor): Expression {
  const condition = binary(cursor, 0);
  if (!cursor.takeToken("?")) {
    return condition;
  }
  const yes = expression(cursor);
  cursor.expectToken(":");
  return { kind: "conditional", condition, yes, no: expression(cursor) };
}

/** Parses what follows the word `for`, up to the colon or the end of the directive. */
function loop(cursor: Cursor): Loop {
  const first = cursor.expectIdentifier();
  const second = cursor.takeToken(",") ? cursor.expectIdentifier() : undefined;
  cursor.expectWord("in");
  const of = expression(cursor);
  return second === undefined ? { value: first, of } : { key: first, value: second, of };
}

function binary(cursor: Cursor, level: number): Expression {
  const operators = OPERATORS[level];
  if (!operators) {
    return unary(cursor);
  }
  let left = binary(cursor, level + 1);
  for (;;) {
    const operator = operators.find((candidate) => cursor.takeToken(candidate));
    if (!operator) {
      return left;
    }
    left = { kind: "binary", operator, left, right: binary(cursor, level + 1) };
  }
}

function unary(cursor: Cursor): Expression {
  if (cursor.takeToken("!")) {
    return { kind: "unary", operator: "!", operand: unary(cursor) };
  }
  if (cursor.takeToken("-")) {
    return { kind: "unary", operator: "-", operand: unary(cursor) };
  }
  return postfix(cursor, primary(cursor));
}

function postfix(cursor: Cursor, start: Expression): Expression {
  let of = start;
  for (;;) {
    if (cursor.takeToken("[*]")) {
      of = { kind: "splat", of, keys: keys(cursor, true) };
    } else if (cursor.takeToken(".*")) {
      of = { kind: "splat", of, keys: keys(cursor, false) };
    } else if (cursor.takeToken("[")) {
      of = { kind: "index", of, key: indexKey(cursor) };
    } else if (!cursor.startsWith("...") && cursor.take(".")) {
      of = member(cursor, of);
    } else {
      return of;
    }
  }
}

/** The keys of a splat: after `[*]` also indexes, after `.*` only attributes. */
function keys(cursor: Cursor, indexes: boolean): Expression[] {
  const found: Expression[] = [];
  for (;;) {
    if (indexes && cursor.takeToken("[")) {
      found.push(indexKey(cursor));
    } else if (!cursor.startsWith("...") && cursor.take(".")) {
      found.push(memberKey(cursor));
    } else {
      return found;
    }
  }
}

function indexKey(cursor: Cursor): Expression {
  const key = expression(cursor);
  cursor.expectToken("]");
  return key;
}

function member(cursor: Cursor, of: Expression): Expression {
  const key = memberKey(cursor);
  return typeof key.value === "number"
    ? { kind: "index", of, key }
    : { kind: "attribute", of, name: key.value };
}

/** After a dot: an attribute's name, or an index as old configurations write it (`list.0`). */
function memberKey(cursor: Cursor) {
  const digits = cursor.match(/\d+/y);
  const value = digits === undefined ? cursor.expectIdentifier() : Number(digits);
  return { kind: "literal", value } as const;
}

function primary(cursor: Cursor): Expression {
  if (cursor.takeToken("(")) {
    const value = expression(cursor);
    cursor.expectToken(")");
    return value;
  }
  if (cursor.takeToken('"')) {
    return templateUntil(cursor, (at) => at.take('"'), "quoted", PARSER);
  }
  if (cursor.takeToken("[")) {
    if (cursor.takeWord("for")) {
      return forList(cursor);
    }
    return { kind: "list", items: items(cursor, "]").items };
  }
  if (cursor.takeToken("{")) {
    if (cursor.takeWord("for")) {
      return forObject(cursor);
    }
    return { kind: "object", entries: entries(cursor) };
  }
  if (cursor.startsWith("<<")) {
    return heredoc(cursor, PARSER);
  }
  const number = cursor.match(NUMBER);
  if (number) {
    return { kind: "literal", value: Number(number) };
  }
  return named(cursor);
}

function named(cursor: Cursor): Expression {
  let name = cursor.expectIdentifier();
  // A namespace: `core` has Terraform's own functions, `provider::aws` those of a provider.
  while (cursor.take("::")) {
    name = name === "core" ? cursor.expectIdentifier() : `${name}::${cursor.expectIdentifier()}`;
  }
  if (name === "true" || name === "false") {
    return { kind: "literal", value: name === "true" };
  }
  if (name === "null") {
    return { kind: "literal", value: null };
  }
  if (!cursor.take("(")) {
    return { kind: "name", name };
  }
  const { items: args, spread } = items(cursor, ")");
  return { kind: "call", name, args, spread };
}

function items(cursor: Cursor, end: string): { items: Expression[]; spread: boolean } {
  const found: Expression[] = [];
  while (!cursor.takeToken(end)) {
    found.push(expression(cursor));
    const spread = end === ")" && cursor.takeToken("...");
    if (spread || !cursor.takeToken(",")) {
      cursor.expectToken(end);
      return { items: found, spread };
    }
  }
  return { items: found, spread: false };
}

function entries(cursor: Cursor): [Expression, Expression][] {
  const found: [Expression, Expression][] = [];
  while (!cursor.takeToken("}")) {
    const key = entryKey(cursor);
    if (!cursor.takeToken("=")) {
      cursor.expectToken(":");
    }
    found.push([key, expression(cursor)]);
    cursor.takeToken(",");
  }
  return found;
}

/** A name is a string, unless it is in parentheses. */
function entryKey(cursor: Cursor): Expression {
  cursor.skipSpace();
  const isInParentheses = cursor.startsWith("(");
  const key = expression(cursor);
  return key.kind === "name" && !isInParentheses ? { kind: "literal", value: key.name } : key;
}

function forList(cursor: Cursor): Expression {
  const over = loop(cursor);
  cursor.expectToken(":");
  const value = expression(cursor);
  return { kind: "for", loop: over, value, ...condition(cursor, "]"), grouped: false };
}

function forObject(cursor: Cursor): Expression {
  const over = loop(cursor);
  cursor.expectToken(":");
  const key = expression(cursor);
  cursor.expectToken("=>");
  const value = expression(cursor);
  const grouped = cursor.takeToken("...");
  return { kind: "for", loop: over, key, value, grouped, ...condition(cursor, "}") };
}

function condition(cursor: Cursor, end: string): { readonly condition?: Expression } {
  const found = cursor.takeWord("if") ? { condition: expression(cursor) } : {};
  cursor.expectToken(end);
  return found;
}
