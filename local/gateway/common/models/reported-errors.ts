import type { ErrorObject } from "ajv-draft-04";

/**
 * The errors that AWS's validator reports with its default options, in its order. It checks a value
 * before its properties (by their names) or items, and after the first error it goes no deeper: of
 * what follows, it checks the values next to the wrong one, and next to those that contain it.
 * @see https://github.com/java-json-tools/json-schema-validator
 */
export function reportedErrors(errors: readonly ErrorObject[]): ErrorObject[] {
  const located = errors.map((error) => ({ error, keys: keysOf(error.instancePath) }));
  const sorted = located.sort((a, b) => inOrder(a.keys, b.keys));
  const [first] = sorted;
  return sorted
    .filter(({ keys }) => first && isChecked(keys, first.keys))
    .map(({ error }) => error);
}

/** Whether the value is the first that is wrong, or next to it or to a value that contains it. */
function isChecked(keys: readonly string[], first: readonly string[]): boolean {
  const isIn = keys.slice(0, -1).every((key, index) => key === first[index]);
  return isIn && keys.length <= first.length;
}

function inOrder(a: readonly string[], b: readonly string[]): number {
  const index = a.findIndex((key, at) => key !== b[at]);
  const [left, right] = [a[index], b[index]];
  if (left === undefined || right === undefined) {
    return a.length - b.length;
  }
  return isIndex(left) && isIndex(right) ? Number(left) - Number(right) : left < right ? -1 : 1;
}

function isIndex(key: string): boolean {
  return /^\d+$/.test(key);
}

function keysOf(instancePath: string): string[] {
  return instancePath.split("/").slice(1);
}
