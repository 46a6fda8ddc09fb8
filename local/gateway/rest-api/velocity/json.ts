import type { VtlValue } from "./values";

/** A template's value as compact JSON. */
export function stringifyJson(value: VtlValue): string {
  return JSON.stringify(toPlain(value)) ?? "";
}

/** A template's value as plain data: maps as objects without a prototype. */
function toPlain(value: VtlValue): unknown {
  if (Array.isArray(value)) return Array.from(value, toPlain);
  if (value instanceof Map) {
    const plain = Object.create(null) as Record<string, unknown>;
    for (const [key, item] of value) plain[key] = toPlain(item);
    return plain;
  }
  return value;
}
