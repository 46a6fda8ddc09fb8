import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { areUnchanged, stampInputs } from "../../../../constructs/lambda/bundling/input-stamps";
import { writeFiles } from "../support";

/** What a build has read. */
const INPUTS = {
  "lambda-src/notes/index.ts": 'import { a } from "../shared/a"; import "pkg";',
  "lambda-src/shared/a/index.ts": 'export const a = "index";',
  "node_modules/pkg/one.js": "console.log(1);",
};
const OTHERS = {
  "node_modules/pkg/package.json": '{"name":"pkg","main":"one.js"}',
  "node_modules/pkg/two.js": "console.log(2);",
  "tsconfig.json": '{ "extends": "./base" }',
  "base.json": '{ "compilerOptions": { "useDefineForClassFields": true } }',
};

describe("the stamps of a build's inputs", () => {
  const home = process.cwd();
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), "inputs-"));
    process.chdir(folder);
    writeFiles(folder, { ...INPUTS, ...OTHERS });
  });
  afterEach(() => {
    process.chdir(home);
    rmSync(folder, { recursive: true });
  });

  const stamps = () => stampInputs(Object.keys(INPUTS), Date.now() + 1) ?? {};

  test("stay the same while nothing changes that the build depends on", () => {
    const before = stamps();
    writeFiles(folder, { "node_modules/pkg/two.js": "", "other/a.ts": "" });

    expect(areUnchanged(before)).toBe(true);
  });

  test.each<[what: string, files: Record<string, string>]>([
    ["the entry", { "lambda-src/notes/index.ts": "export const handler = 1;" }],
    ["an imported file", { "lambda-src/shared/a/index.ts": "export const a = 2;" }],
    ["a file that hides an imported one", { "lambda-src/shared/a.ts": "export const a = 3;" }],
    ["an installed package", { "node_modules/pkg/package.json": '{"main":"two.js"}' }],
    ["a nearer package", { "lambda-src/node_modules/pkg/index.js": "" }],
    ["what the tsconfig.json extends", { "base.json": '{ "compilerOptions": {} }' }],
    ["a new tsconfig.json", { "lambda-src/tsconfig.json": "{}" }],
  ])("change with %s", (_what, files) => {
    const before = stamps();
    writeFiles(folder, files);

    expect(areUnchanged(before)).toBe(false);
  });

  test("aren't taken of a file that was saved during the build", () => {
    expect(stampInputs(Object.keys(INPUTS), 0)).toBeUndefined();
  });
});
