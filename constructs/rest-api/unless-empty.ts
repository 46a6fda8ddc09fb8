/** The object, or nothing where it has no value: a key without one is no part of the JSON. */
export function unlessEmpty<T extends object>(value: T): T | undefined {
  return Object.values(value).some((item) => item !== undefined) ? value : undefined;
}
