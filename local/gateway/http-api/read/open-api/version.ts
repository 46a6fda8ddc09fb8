import type { JsonReader } from "../../../common/open-api/json-reader";

/** A payload format version, which documents also have as a number: `1.0` and `2.0`. */
export function versionOf(from: JsonReader, name: string): string | undefined {
  return from.text(name)?.replace(/^\d$/, "$&.0");
}
