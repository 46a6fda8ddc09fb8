import { rmSync, symlinkSync } from "node:fs";
import path from "node:path";
import { ENTRY, Project } from "./support";

const FILES = {
  [ENTRY]: 'import { a } from "../shared/a"; import "pkg"; export const handler = async () => a;',
  "lambda-src/shared/a/index.ts": 'export const a = "index";',
  "node_modules/pkg/package.json": '{"name":"pkg","main":"one.js"}',
  "node_modules/pkg/one.js": "console.log(1);",
  "node_modules/pkg/two.js": "console.log(2);",
  "tsconfig.json": '{ "extends": "./base" }',
  "base.json": '{ "compilerOptions": { "useDefineForClassFields": true } }',
};

test("an unchanged function is bundled once, and again after a change of a file that it imports, with the same infrastructure", () => {
  const project = new Project(FILES);
  const { json: before } = project.bundle();
  const first = project.cached;
  project.bundle();
  const second = project.cached;
  project.write({ "lambda-src/shared/a/index.ts": "export const a = 2;" });

  const { files, json } = project.bundle();

  expect(first).toHaveLength(1);
  expect(second).toEqual(first);
  expect(files["index.js"]).toContain("a = 2");
  expect(json).toEqual(before);
});

test("another option bundles again, and both bundles stay in the cache", () => {
  const project = new Project(FILES);
  const [, minified] = project.bundleAll({}, { bundling: { minify: true } });
  const both = project.cached;

  project.bundle();

  expect(minified?.files["index.js"]).not.toContain("// lambda-src");
  expect(both).toHaveLength(2);
  expect(project.cached).toEqual(both);
});

test("with imports that a tsconfig.json maps, the bundle is always made: any new file can matter", () => {
  const paths = '{ "compilerOptions": { "paths": { "@lib/*": ["./new/*", "./lib/*"] } } }';
  const project = new Project({
    [ENTRY]: 'import { a } from "@lib/a"; export const handler = async () => a;',
    "lib/a.ts": 'export const a = "lib";',
    "tsconfig.json": paths,
  });
  project.bundle();
  project.write({ "new/a.ts": 'export const a = "new";' });

  expect(project.bundle().files["index.js"]).toContain('"new"');
});

test("a second work tree whose node_modules is a link gets the same bundle", () => {
  const project = new Project(FILES);
  const other = new Project(FILES, "work/tree");
  rmSync(path.join(other.folder, "node_modules"), { recursive: true });
  symlinkSync(path.join(project.folder, "node_modules"), path.join(other.folder, "node_modules"));

  expect(other.bundle().files).toEqual(project.bundle().files);
});
