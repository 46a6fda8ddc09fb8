import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { writeDeclarations } from "../../.ci/build/write-declarations";
import { writeFileIn } from "../support/write-file";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), "declarations-"));
  const exports = {
    "./testing": { types: "./dist/index.d.ts" },
    "./package.json": "./package.json",
  };
  writeFileIn(folder, "package.json", JSON.stringify({ exports }));
});
afterEach(() => rmSync(folder, { recursive: true }));

function build(sources: Readonly<Record<string, string>>): void {
  Object.entries(sources).forEach(([name, text]) => writeFileIn(folder, name, text));
  writeDeclarations(folder, { noLib: true, types: [] });
}

test("what an entry leads to gets a declaration, by imports, exports and inferred types", () => {
  build({
    "index.ts": 'export { Api } from "./api";',
    "api/index.ts": `
      import type { Kind } from "../kind";
      import { listen } from "../listen";
      export class Api { kind?: Kind; listen() { listen(); } }`,
    "kind.ts": 'import { first } from "./first"; export const K = first(); export type Kind = 1;',
    "first.ts":
      'import type { Props } from "./props"; export function first(): Props { return {}; }',
    "props.ts": "export interface Props {}",
    "listen.ts": "export function listen() {}",
    "cli.ts": 'import "./index";',
  });

  const files = readdirSync(path.join(folder, "dist"), { recursive: true }).sort();
  const api = path.join("api", "index.d.ts");
  expect(files).toEqual(["api", api, "index.d.ts", "kind.d.ts", "props.d.ts"]);
});

test.each([
  ["has no source", {}, /index\.ts doesn't exist, but package\.json exports/],
  [
    "imports what has no declaration",
    { "index.ts": 'export * from "./gone";' },
    /declaration of .*index\.ts imports \.\/gone, which has none/,
  ],
  [
    "has a type without a name",
    { "index.ts": "export const Api = class { private port = 1; };" },
    /Property 'port' of exported anonymous class type may not be private/,
  ],
])("an entry that %s is refused", (_, sources, message) => {
  expect(() => build(sources)).toThrow(message);
});
