import { mkdtempSync } from "node:fs";
import os from "node:os";
import path from "node:path";

let folder: string | undefined;
beforeEach(() => {
  folder = process.env.PROVIDER_SCHEMAS;
  process.env.PROVIDER_SCHEMAS = mkdtempSync(path.join(os.tmpdir(), "schemas-"));
});
afterEach(() => {
  process.env.PROVIDER_SCHEMAS = folder;
});

/** As a worker of jest does for a test file. */
async function askAnew(ask: () => Promise<Buffer>): Promise<Buffer> {
  jest.resetModules();
  const { keptSchemas } = await import("./support/kept-schemas");
  return keptSchemas("registry.terraform.io/hashicorp/aws", ask);
}

test("a provider is asked for its schemas once in a test run", async () => {
  const ask = jest.fn(() => Promise.resolve(Buffer.from("schemas")));

  const first = await askAnew(ask);
  const second = await askAnew(ask);

  expect([first, second].map(String)).toEqual(["schemas", "schemas"]);
  expect(ask).toHaveBeenCalledTimes(1);
});

test("a provider that failed is asked again", async () => {
  const failing = () => Promise.reject(new Error("UNAVAILABLE"));

  await expect(askAnew(failing)).rejects.toThrow("UNAVAILABLE");

  expect(String(await askAnew(() => Promise.resolve(Buffer.from("schemas"))))).toBe("schemas");
});
