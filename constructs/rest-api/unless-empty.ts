/** The object, or undefined if it has no values: JSON omits keys whose value is undefined. */
export function unlessEmpty<T extends object>(value: T): T | undefined {
  return Object.values(value).some((item) => item !== undefined) ? value : undefined;
}
