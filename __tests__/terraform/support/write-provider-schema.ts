import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { format } from "prettier";
import { PROVIDER_SCHEMA_FILE } from "../../support/provider-schema";
import { askProviderSchema } from "./provider-schema";
import { findToolchain } from "./toolchain";

/** `npm run provider-schema`: writes anew what the tests keep of the providers' schemas. */
async function main(): Promise<void> {
  const toolchain = findToolchain();
  if (toolchain.kind === "missing") {
    throw new Error(toolchain.reason);
  }
  for (const notice of toolchain.notices) {
    process.stderr.write(`${notice}\n`);
  }
  const folder = mkdtempSync(path.join(tmpdir(), "provider-schema-"));
  try {
    const schema = await askProviderSchema(folder, { ...process.env, ...toolchain.env });
    const text = await format(JSON.stringify(schema), { parser: "json", printWidth: 100 });
    writeFileSync(PROVIDER_SCHEMA_FILE, text);
  } finally {
    rmSync(folder, { recursive: true, force: true });
    toolchain.remove();
  }
}

void main();
