import { isDeepStrictEqual } from "node:util";
import { Ajv } from "ajv";
import { printable } from "../../log/printable";
import type { Expected, Json } from "./checks";

/** Of a text in a message. */
const LONGEST = 1000;

/** A function that finds what is wrong with a value. */
type FindFault = (value: unknown) => string | undefined;

const compiled = new WeakMap<object, FindFault>();

/**
 * What is wrong with a body or frame; undefined if it is as expected.
 * @param what names it: `the body`
 */
export function contentFault(what: string, expected: Expected, text: string): string | undefined {
  const reason =
    textFault(expected.text, text) ?? jsonFault(expected.json, text) ?? schemaFault(expected, text);
  return reason && `expected ${what} ${reason}, got ${shortened(text)}`;
}

export function shortened(text: string): string {
  const start = text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
  return printable(start.trimEnd());
}

function textFault(expected: string | undefined, text: string): string | undefined {
  const isRight = expected === undefined || expected.trimEnd() === text.trimEnd();
  return isRight ? undefined : shortened(expected);
}

function jsonFault(expected: Json | undefined, text: string): string | undefined {
  if (expected === undefined) {
    return undefined;
  }
  const value = parsed(text);
  return value !== undefined && contains(value, expected)
    ? undefined
    : `with ${JSON.stringify(expected)}`;
}

function schemaFault({ schema }: Expected, text: string): string | undefined {
  const value = schema && parsed(text);
  if (schema && value === undefined) {
    return "to be JSON";
  }
  const reason = schema && valueFault(schema, value);
  return reason && `by its schema (${reason})`;
}

/** What a JSON Schema finds wrong with a value; undefined if nothing. */
export function valueFault(schema: object, value: unknown): string | undefined {
  const find = compiled.get(schema) ?? compile(schema);
  return find(value);
}

/** @throws Error if it is not a JSON Schema */
export function compile(schema: object): FindFault {
  const ajv = new Ajv({ strictTypes: false, strictTuples: false, logger: false });
  const validate = ajv.compile(schema);
  const find: FindFault = (value) =>
    validate(value) ? undefined : ajv.errorsText(validate.errors, { dataVar: "" }).trim();
  compiled.set(schema, find);
  return find;
}

/** Whether a value is JSON that has at least what another has. */
export function contains(value: unknown, part: Json): boolean {
  if (Array.isArray(part)) {
    const items = part as readonly Json[];
    return (
      Array.isArray(value) &&
      value.length === items.length &&
      items.every((item, index) => contains(value[index], item))
    );
  }
  if (typeof part === "object" && part !== null) {
    return (
      typeof value === "object" &&
      value !== null &&
      !Array.isArray(value) &&
      Object.entries(part).every(
        ([name, item]) =>
          Object.hasOwn(value, name) && contains((value as Record<string, unknown>)[name], item),
      )
    );
  }
  return isDeepStrictEqual(value, part);
}

/** @returns undefined if the text is not JSON */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
