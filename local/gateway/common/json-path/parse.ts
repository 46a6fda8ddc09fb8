import { parseNumber } from "../java/numbers";
import { javaFullMatch } from "../java/regex";
import { Cursor } from "./cursor";
import { isFunction } from "./functions";
import { isOperator } from "./operators";
import { PathError, type Condition, type Operand, type Path, type Step } from "./syntax";

/**
 * Parses a path of Jayway's JsonPath, the library that API Gateway uses.
 * @throws PathError, or PatternError for an unsupported regular expression
 * @see https://github.com/json-path/JsonPath
 */
export function parsePath(text: string): Path {
  const trimmed = text.trim();
  const cursor = new Cursor(/^[$@]/.test(trimmed) ? trimmed : `$.${trimmed}`);
  const path = takePath(cursor, NAME);
  if (!cursor.isAtEnd) {
    cursor.fail();
  }
  return path;
}

/** An unquoted name. */
const NAME = /[^\s.[(]+/y;
/** In a filter, an operator or a closing bracket ends it too. */
const NAME_IN_FILTER = /[^\s.[(\]){}'"=<>!~&|,]+/y;

function takePath(cursor: Cursor, name: RegExp): Path {
  const from = cursor.expect(/[$@]/y)[0] === "@" ? "@" : "$";
  const steps: Step[] = [];
  for (let step = takeStep(cursor, name); step; step = takeStep(cursor, name)) {
    steps.push(step);
    if (step.kind === "scan") {
      steps.push(takeBracket(cursor) ?? takeNamed(cursor, name));
    }
  }
  return { from, steps };
}

function takeStep(cursor: Cursor, name: RegExp): Step | undefined {
  if (cursor.take(/\.\./y)) {
    return { kind: "scan" };
  }
  if (cursor.take(/\./y)) {
    return takeBracket(cursor) ?? takeNamed(cursor, name);
  }
  return takeBracket(cursor);
}

function takeNamed(cursor: Cursor, pattern: RegExp): Step {
  if (cursor.take(/\*/y)) {
    return { kind: "wildcard" };
  }
  const [name] = cursor.expect(pattern);
  if (!cursor.take(/\(\s*\)/y)) {
    return { kind: "properties", names: [name] };
  }
  if (!isFunction(name)) {
    throw new PathError(`the function ${name}() is not supported`);
  }
  return { kind: "function", name };
}

function takeBracket(cursor: Cursor): Step | undefined {
  if (!cursor.take(/\[\s*/y)) {
    return undefined;
  }
  const step = takeInBrackets(cursor);
  cursor.expect(/\s*\]/y);
  return step;
}

function takeInBrackets(cursor: Cursor): Step {
  if (cursor.take(/\*/y)) {
    return { kind: "wildcard" };
  }
  if (cursor.take(/\?\s*\(/y)) {
    return { kind: "filter", condition: parseFilter(cursor.takeToClosing("(", ")")) };
  }
  const [slice, start, end] = cursor.take(/(-?\d+)?\s*:\s*(-?\d+)?/y) ?? [];
  if (slice !== undefined) {
    return sliceOf(start, end);
  }
  const indexes = cursor.take(/-?\d+(?:\s*,\s*-?\d+)*/y);
  if (indexes) {
    return { kind: "indexes", indexes: indexes[0].split(",").map(Number) };
  }
  const names = [takeQuoted(cursor)];
  while (cursor.take(/\s*,\s*/y)) {
    names.push(takeQuoted(cursor));
  }
  return { kind: "properties", names };
}

function sliceOf(start: string | undefined, end: string | undefined): Step {
  if (start === undefined && end === undefined) {
    throw new PathError("a slice needs an end");
  }
  return {
    kind: "slice",
    ...(start !== undefined && { start: Number(start) }),
    ...(end !== undefined && { end: Number(end) }),
  };
}

/** A string in single or double quotes. */
function takeQuoted(cursor: Cursor): string {
  const [, single, double] = cursor.expect(/'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"/sy);
  return (single ?? double ?? "").replace(/\\(.)/gs, "$1");
}

/** The condition of `[?( )]`; undefined if it is malformed, which accepts nothing. */
function parseFilter(text: string): Condition | undefined {
  const cursor = new Cursor(text);
  try {
    const condition = takeAny(cursor);
    cursor.take(/\s+/y);
    return cursor.isAtEnd ? condition : undefined;
  } catch (error) {
    if (error instanceof PathError) {
      return undefined;
    }
    throw error;
  }
}

function takeAny(cursor: Cursor): Condition {
  const conditions = [takeAll(cursor)];
  while (cursor.take(/\s*\|\|/y)) {
    conditions.push(takeAll(cursor));
  }
  return { kind: "any", conditions };
}

function takeAll(cursor: Cursor): Condition {
  const conditions = [takeOne(cursor)];
  while (cursor.take(/\s*&&/y)) {
    conditions.push(takeOne(cursor));
  }
  return { kind: "all", conditions };
}

function takeOne(cursor: Cursor): Condition {
  if (cursor.take(/\s*!/y)) {
    return { kind: "not", condition: takeOne(cursor) };
  }
  if (!cursor.take(/\s*\(/y)) {
    return takeComparison(cursor);
  }
  const condition = takeAny(cursor);
  cursor.expect(/\s*\)/y);
  return condition;
}

function takeComparison(cursor: Cursor): Condition {
  const left = takeOperand(cursor);
  const operator = cursor.take(/\s*([=!<>~]+|[a-z]+)\s*/iy)?.[1]?.toLowerCase();
  if (operator === undefined) {
    return left.kind === "path" ? { kind: "exists", path: left.path } : cursor.fail();
  }
  if (!isOperator(operator)) {
    return cursor.fail();
  }
  return { kind: "comparison", operator, left, right: takeOperand(cursor) };
}

function takeOperand(cursor: Cursor): Operand {
  cursor.take(/\s+/y);
  if (cursor.take(/(?=[$@])/y)) {
    return { kind: "path", path: takePath(cursor, NAME_IN_FILTER) };
  }
  const [, source, flags = ""] = cursor.take(/\/((?:[^/\\]|\\.)+)\/([a-z]*)/sy) ?? [];
  if (source === undefined) {
    return { kind: "literal", value: takeLiteral(cursor) };
  }
  const pattern = source.replace(/\\\//g, "/");
  return { kind: "pattern", matches: javaFullMatch(flags ? `(?${flags})${pattern}` : pattern) };
}

const WORDS = new Map<string, unknown>([
  ["true", true],
  ["false", false],
  ["null", null],
]);

function takeLiteral(cursor: Cursor): unknown {
  if (cursor.take(/\[\s*/y)) {
    return takeList(cursor);
  }
  const word = cursor.take(/(?:true|false|null)\b/y);
  if (word) {
    return WORDS.get(word[0]);
  }
  const number = cursor.take(/-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y);
  return number ? parseNumber(number[0]) : takeQuoted(cursor);
}

/** Starts after the opening bracket and ends after the closing one. */
function takeList(cursor: Cursor): unknown[] {
  if (cursor.take(/\]/y)) {
    return [];
  }
  const items = [takeLiteral(cursor)];
  while (cursor.take(/\s*,\s*/y)) {
    items.push(takeLiteral(cursor));
  }
  cursor.expect(/\s*\]/y);
  return items;
}
