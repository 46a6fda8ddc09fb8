export type JsonObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function asObject(value: unknown): JsonObject {
  return isObject(value) ? value : {};
}

export function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as unknown[]) : [];
}

/** The object with each field replaced by what `change` returns; undefined removes the field. */
export function mapFields(
  object: JsonObject,
  change: (value: unknown, name: string) => unknown,
): JsonObject {
  const fields = Object.entries(object).map(
    ([name, value]) => [name, change(value, name)] as const,
  );
  return Object.fromEntries(fields.filter(([, value]) => value !== undefined));
}

/** Follows `#/components/parameters/X` and the like. */
export function dereference(document: JsonObject, part: unknown): JsonObject {
  const { $ref } = asObject(part);
  if (typeof $ref !== "string" || !$ref.startsWith("#/")) {
    return asObject(part);
  }
  const names = $ref.slice(2).split("/");
  return names.reduce((found, name) => asObject(found[name]), document);
}
