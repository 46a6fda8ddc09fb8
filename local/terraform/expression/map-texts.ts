import type { Value } from "../resolved-stack";
import { mapAll } from "../stack-error";

/** The value with each text in it replaced, keys included. @throws StackError with every problem */
export function mapTexts(value: Value, mapped: (text: string) => Value): Value {
  if (typeof value === "string") {
    return mapped(value);
  }
  if (Array.isArray(value)) {
    return mapAll(value, (item) => mapTexts(item, mapped));
  }
  if (typeof value !== "object" || value === null) {
    return value;
  }
  return Object.fromEntries(
    mapAll(Object.entries(value), ([key, inner]) => [String(mapped(key)), mapTexts(inner, mapped)]),
  );
}
