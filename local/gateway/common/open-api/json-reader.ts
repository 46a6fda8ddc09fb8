/** Reads a JSON object of unknown shape: a field that is missing or of another type reads as empty. */
export class JsonReader {
  private constructor(private readonly fields: Readonly<Record<string, unknown>>) {}

  static of(value: unknown): JsonReader {
    const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
    return new JsonReader(isObject ? (value as Record<string, unknown>) : {});
  }

  raw(name: string): unknown {
    return Object.hasOwn(this.fields, name) ? this.fields[name] : undefined;
  }

  has(name: string): boolean {
    return this.raw(name) !== undefined;
  }

  object(name: string): JsonReader {
    return JsonReader.of(this.raw(name));
  }

  list(name: string): unknown[] {
    const value = this.raw(name);
    return Array.isArray(value) ? (value as unknown[]) : [];
  }

  /** The items of a list. */
  objects(name: string): JsonReader[] {
    return this.list(name).map((item) => JsonReader.of(item));
  }

  text(name: string): string | undefined {
    const value = this.raw(name);
    return typeof value === "string" || typeof value === "number" ? String(value) : undefined;
  }

  number(name: string): number | undefined {
    const value = this.raw(name);
    return value === undefined ? undefined : Number(value);
  }

  flag(name: string): boolean {
    const value = this.raw(name);
    return value === true || value === "true";
  }

  entries(): [string, JsonReader][] {
    return Object.entries(this.fields).map(([name, value]) => [name, JsonReader.of(value)]);
  }

  /** The fields as strings. Null, which is an empty template, becomes the empty string. */
  texts(): Record<string, string> {
    return Object.fromEntries(
      Object.entries(this.fields).map(([name, value]) => [
        name,
        typeof value === "string" ? value : value === null ? "" : JSON.stringify(value),
      ]),
    );
  }
}
