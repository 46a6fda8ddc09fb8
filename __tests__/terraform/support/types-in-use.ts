import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

interface Configuration {
  readonly resource?: object;
  readonly data?: object;
}

/** The types of resources and data sources in all stacks that this file's tests gave Terraform. */
export const typesInUse = new Set<string>();

/**
 * Adds the types of a stack and of the modules in its folders. Those that it no longer has may still
 * be in its state.
 */
export function noteTypesIn(stackFolder: string): void {
  for (const entry of readdirSync(stackFolder, { withFileTypes: true })) {
    const found = path.join(stackFolder, entry.name);
    if (entry.isDirectory() && entry.name !== ".terraform") {
      noteTypesIn(found);
    } else if (/\.tf(?:\.json)?$/.test(entry.name)) {
      typesIn(found).forEach((type) => typesInUse.add(type));
    }
  }
}

function typesIn(file: string): readonly string[] {
  const text = readFileSync(file, "utf8");
  if (!file.endsWith(".json")) {
    return [...text.matchAll(/^\s*(?:resource|data)\s+"([^"]+)"/gm)].map(([, type = ""]) => type);
  }
  const { resource = {}, data = {} } = JSON.parse(text) as Configuration;
  return [...Object.keys(resource), ...Object.keys(data)];
}
