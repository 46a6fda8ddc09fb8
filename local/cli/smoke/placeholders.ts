import { randomUUID } from "node:crypto";
import type { Check, Json } from "./checks";

/** `${name}`, and `$${` for a literal `${`. */
const PLACEHOLDER = /\$(\$(?=\{))|\$\{(\w+)\}/g;

/** The value that a placeholder has without a check that saves it. */
export const UNIQUE = "unique";

/** The values of the placeholders in the checks of one API. */
export class Values {
  private readonly known = new Map<string, string>([[UNIQUE, randomUUID()]]);

  save(name: string, value: string): void {
    this.known.set(name, value);
  }

  /** The names in a part of a check that have no value yet. */
  missing(part: unknown): string[] {
    return namesIn(part).filter((name) => !this.known.has(name));
  }

  /** A part of a check with the values in all its texts. */
  filled<T>(part: T): T {
    return this.fill(part as Json) as T;
  }

  /** A path and query with the values in it. Each is percent-encoded: it stays within its part. */
  filledPath(path: string): string {
    return this.replaced(path, encodeURIComponent);
  }

  private replaced(text: string, written: (value: string) => string): string {
    return text.replace(
      PLACEHOLDER,
      (_, dollar: string | undefined, name = "") =>
        dollar ?? written(this.known.get(name as string) ?? ""),
    );
  }

  private fill(part: Json): Json {
    if (typeof part === "string") {
      return this.replaced(part, (value) => value);
    }
    if (Array.isArray(part)) {
      return part.map((item: Json) => this.fill(item));
    }
    if (typeof part === "object" && part !== null) {
      const entries = Object.entries(part).map(([name, value]) => [name, this.fill(value)]);
      return Object.fromEntries(entries) as Json;
    }
    return part;
  }
}

/** The names of the placeholders in the texts of a part of a check. */
export function namesIn(part: unknown): string[] {
  if (typeof part === "string") {
    return [...part.matchAll(PLACEHOLDER)].flatMap(([, , name]) => name ?? []);
  }
  return typeof part === "object" && part !== null ? Object.values(part).flatMap(namesIn) : [];
}

/** The parts of a check that may contain placeholders: all but schemas and what it saves. */
export function templatesOf(check: Check): unknown[] {
  if ("request" in check) {
    const { request, headers, text, json, response } = check;
    const texts = Object.values(response.headers ?? {}).filter((one) => typeof one === "string");
    return [request, headers, text, json, response.text, response.json, texts];
  }
  const handshakes = Object.values(check.clients).map(({ query, headers }) => [query, headers]);
  const frames = (check.frames ?? []).map(({ text, json, ...frame }) => [
    text,
    json,
    "where" in frame && frame.where,
  ]);
  return [check.url, handshakes, frames];
}
