import { modelName } from "../../gateway/common/models/model-reference";
import type { Models } from "./schema";

/** The models that a schema refers to, directly or by another one, by name. */
export function referencedModels(schema: unknown, models: Models): ReadonlyMap<string, unknown> {
  const found = new Map<string, unknown>();
  const collect = (value: unknown): void => {
    if (typeof value !== "object" || value === null) {
      return;
    }
    for (const [key, inner] of Object.entries(value)) {
      const name = key === "$ref" && typeof inner === "string" ? modelName(inner) : undefined;
      if (name !== undefined && models.has(name) && !found.has(name)) {
        found.set(name, models.get(name));
        collect(models.get(name));
      }
      collect(inner);
    }
  };
  collect(schema);
  return found;
}
