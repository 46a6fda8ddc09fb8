import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";

/** By source address: the tests of one file start the same provider for several folders. */
const known = new Map<string, Promise<Buffer>>();

/**
 * The schemas of a provider, which is asked once in a test run: to make them takes the AWS provider
 * a second of processor time.
 */
export function keptSchemas(source: string, ask: () => Promise<Buffer>): Promise<Buffer> {
  const schemas = known.get(source) ?? readOrAsk(source, ask);
  known.set(source, schemas);
  schemas.catch(() => known.delete(source));
  return schemas;
}

/** PROVIDER_SCHEMAS is the test run's folder; the scripts that write fixtures have none. */
async function readOrAsk(source: string, ask: () => Promise<Buffer>): Promise<Buffer> {
  const folder = process.env.PROVIDER_SCHEMAS;
  if (folder === undefined) {
    return ask();
  }
  const file = path.join(folder, encodeURIComponent(source));
  if (existsSync(file)) {
    return readFileSync(file);
  }
  const schemas = await ask();
  // Another worker reads it whole or not at all.
  const written = `${file}.${process.pid}`;
  writeFileSync(written, schemas);
  renameSync(written, file);
  return schemas;
}
