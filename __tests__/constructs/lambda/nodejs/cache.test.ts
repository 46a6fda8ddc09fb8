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

const CHANGES: [what: string, change: (project: Project) => void][] = [
  ["the entry", (project) => project.write({ [ENTRY]: "export const handler = 1;" })],
  [
    "an imported file",
    (project) => project.write({ "lambda-src/shared/a/index.ts": "export const a = 2;" }),
  ],
  [
    "a file that hides an imported one",
    (project) => project.write({ "lambda-src/shared/a.ts": "export const a = 3;" }),
  ],
  [
    "an installed package",
    (project) => project.write({ "node_modules/pkg/package.json": '{"main":"two.js"}' }),
  ],
  ["a nearer package", (project) => project.write({ "lambda-src/node_modules/pkg/index.js": "" })],
  [
    "what the tsconfig.json extends",
    (project) => project.write({ "base.json": '{ "compilerOptions": { "strict": true } }' }),
  ],
  ["a new tsconfig.json", (project) => project.write({ "lambda-src/tsconfig.json": "{}" })],
];

test("an unchanged function is bundled once", () => {
  const project = new Project(FILES);
  project.bundle();
  const before = project.cached;

  project.bundle();

  expect(before).toHaveLength(1);
  expect(project.cached).toEqual(before);
});

test.each(CHANGES)("a change of %s bundles again", (_what, change) => {
  const project = new Project(FILES);
  project.bundle();
  const before = project.cached;
  change(project);

  project.bundle();

  expect(project.cached).not.toEqual(before);
});

test("another option bundles again, and both bundles stay in the cache", () => {
  const project = new Project(FILES);
  project.bundle();
  const minified = project.bundle({ bundling: { minify: true } });
  const both = project.cached;

  project.bundle();

  expect(minified.files["index.js"]).not.toContain("// lambda-src");
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

test("a removed bundle is made again", () => {
  const project = new Project(FILES);
  const before = project.bundle();
  rmSync(path.join(project.folder, "cdktf.out/.bundles"), { recursive: true });

  expect(project.bundle().files).toEqual(before.files);
});

test("a second work tree whose node_modules is a link gets the same bundle", () => {
  const project = new Project(FILES);
  const other = new Project(FILES, "work/tree");
  rmSync(path.join(other.folder, "node_modules"), { recursive: true });
  symlinkSync(path.join(project.folder, "node_modules"), path.join(other.folder, "node_modules"));

  expect(other.bundle().files).toEqual(project.bundle().files);
});
