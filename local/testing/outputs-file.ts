import { readFileSync } from "node:fs";

/** The names and texts in a JSON file of outputs, which may be grouped by stack. */
export function namedTexts(file: string): [name: string, text: string][] {
  return flatten(JSON.parse(readFileSync(file, "utf8")));
}

function flatten(value: unknown): [string, string][] {
  if (typeof value !== "object" || value === null) {
    return [];
  }
  return Object.entries(value).flatMap(([name, inner]): [string, string][] =>
    typeof inner === "string" ? [[name, inner]] : flatten(inner),
  );
}
