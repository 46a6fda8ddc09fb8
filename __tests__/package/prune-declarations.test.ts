import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { pruneDeclarations } from "../../.ci/build/prune-declarations";
import { writeFileIn } from "../support/write-file";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), "declarations-"));
  const exported = {
    "./testing": { types: "./dist/index.d.ts" },
    "./package.json": "./package.json",
  };
  writeFileIn(folder, "package.json", JSON.stringify({ exports: exported }));
});
afterEach(() => rmSync(folder, { recursive: true }));

test("the declarations that an entry leads to stay, by imports, exports and inline types", () => {
  writeFileIn(folder, "dist/index.d.ts", 'export { Api } from "./api";\nimport "cdktf";\n');
  writeFileIn(folder, "dist/api/index.d.ts", 'import type { Kind } from "../kind";\n');
  writeFileIn(folder, "dist/kind.d.ts", 'export declare const K: import("./props").Props;\n');
  writeFileIn(folder, "dist/props.d.ts", "export interface Props {}\n");
  writeFileIn(folder, "dist/cli.d.ts", 'import "./index";\n');
  writeFileIn(folder, "dist/cli.js", "");

  pruneDeclarations(folder);

  const files = readdirSync(path.join(folder, "dist"), { recursive: true }).sort();
  const api = path.join("api", "index.d.ts");
  expect(files).toEqual(["api", api, "cli.js", "index.d.ts", "kind.d.ts", "props.d.ts"]);
});

test("an import without a declaration is refused", () => {
  writeFileIn(folder, "dist/index.d.ts", 'export * from "./gone";\n');

  expect(() => pruneDeclarations(folder)).toThrow(/index\.d\.ts imports .*gone, which has no decl/);
});
