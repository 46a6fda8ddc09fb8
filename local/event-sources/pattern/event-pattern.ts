import { comparison, type ValueTest } from "./comparison";

/** Whether an event matches. */
export type EventTest = (event: unknown) => boolean;

/**
 * Reads an event pattern of EventBridge, which filters of event source mappings have as well.
 * @throws Error that names the field of what isn't a pattern
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html
 */
export function parsePattern(text: string): EventTest {
  const pattern = parsed(text);
  if (!isObject(pattern)) {
    throw new Error(`the event pattern is ${text}; expected an object`);
  }
  return fieldsTest(pattern, []);
}

type Fields = Readonly<Record<string, unknown>>;

/** All fields match. */
function fieldsTest(fields: Fields, path: readonly string[]): EventTest {
  const tests = Object.entries(fields).map(([name, value]) =>
    name === "$or" ? eitherTest(value, path) : fieldTest(name, value, [...path, name]),
  );
  return (event) => tests.every((test) => test(event));
}

function eitherTest(value: unknown, path: readonly string[]): EventTest {
  if (!Array.isArray(value) || !value.every(isObject)) {
    throw invalid([...path, "$or"], value, "a list of patterns");
  }
  const tests = value.map((fields) => fieldsTest(fields, path));
  return (event) => tests.some((test) => test(event));
}

function fieldTest(name: string, value: unknown, path: readonly string[]): EventTest {
  if (isObject(value)) {
    const test = fieldsTest(value, path);
    // What a list contains is looked into, not the list.
    return (event) => elementsOf(child(event, name)).some(test);
  }
  if (!Array.isArray(value) || value.length === 0) {
    throw invalid(path, value, "a list of values, or an object");
  }
  const tests = value.map((one): ValueTest => {
    try {
      return comparison(one);
    } catch (error) {
      throw invalid(path, one, (error as Error).message);
    }
  });
  return (event) => {
    const values = elementsOf(child(event, name));
    return values.some((one) => tests.some((test) => test(one)));
  };
}

/** The elements of a list; anything else by itself, also undefined for a missing field. */
function elementsOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) && value.length > 0 ? (value as unknown[]).flat(Infinity) : [value];
}

function child(event: unknown, name: string): unknown {
  return isObject(event) && Object.hasOwn(event, name) ? event[name] : undefined;
}

function isObject(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const reason = (error as Error).message;
    throw new Error(`the event pattern is not valid JSON: ${reason}`, { cause: error });
  }
}

function invalid(path: readonly string[], value: unknown, expected: string): Error {
  return new Error(
    `the event pattern has ${JSON.stringify(value)} for ${path.join(".")}; expected ${expected}`,
  );
}
