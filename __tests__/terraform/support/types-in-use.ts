import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

interface Configuration {
  readonly resource?: object;
  readonly data?: object;
}

/** The types of resources and data sources in all stacks that this file's tests gave Terraform. */
export const typesInUse = new Set<string>();

/** Adds the types of a stack. Those that it no longer has may still be in its state. */
export function noteTypesIn(stackFolder: string): void {
  for (const file of readdirSync(stackFolder).filter((name) => name.endsWith(".tf.json"))) {
    const text = readFileSync(path.join(stackFolder, file), "utf8");
    const { resource = {}, data = {} } = JSON.parse(text) as Configuration;
    for (const type of [...Object.keys(resource), ...Object.keys(data)]) {
      typesInUse.add(type);
    }
  }
}
