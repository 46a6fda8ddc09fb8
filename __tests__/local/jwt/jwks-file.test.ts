import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { readKeySet } from "../../../local/jwt";

test.each([
  ["no JSON", "{"],
  ["no list of keys", '{"kty":"RSA"}'],
])("a file with %s is refused by its name", (_, text) => {
  const file = path.join(mkdtempSync(path.join(tmpdir(), "jwks-")), "keys.json");
  writeFileSync(file, text);
  expect(() => readKeySet(file)).toThrow(`${file} can't be read as a JSON Web Key Set: `);
});

test("a missing file is refused by its name", () => {
  expect(() => readKeySet("/missing.json")).toThrow("/missing.json can't be read");
});
