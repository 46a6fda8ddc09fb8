import { readFileSync } from "node:fs";
import path from "node:path";

/** What the providers' own schemas say of the types that the local runner knows attributes of. */
export interface ProviderSchema {
  /** How this was made, and how to make it anew. */
  readonly "//": string;
  /** Versions by name of provider. */
  readonly providers: Readonly<Record<string, string>>;
  /** By type, what a configuration can set: attributes, and those of blocks by their path. */
  readonly types: Readonly<Record<string, readonly string[]>>;
  /** By type, the attributes and blocks of all other resources that have to do with functions. */
  readonly functions: Readonly<Record<string, readonly string[]>>;
}

export const PROVIDER_SCHEMA_FILE = path.join(__dirname, "provider-schema.json");

export function readProviderSchema(): ProviderSchema {
  return JSON.parse(readFileSync(PROVIDER_SCHEMA_FILE, "utf8")) as ProviderSchema;
}
