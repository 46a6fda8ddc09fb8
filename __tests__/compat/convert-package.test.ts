import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { convertPackage } from "../../.ci/cdk-terrain/convert-package";
import { writeFileIn } from "../support/write-file";

const MANIFEST = {
  name: "cdktf-lambda-api",
  version: "1.2.3",
  bin: { "cdktf-lambda-api": "dist/main.js" },
  engines: { node: ">=20.19" },
  scripts: { prepack: "npm run build" },
  dependencies: { "@cdktf/hcl2json": "0.21.0" },
  peerDependencies: { cdktf: "^0.21.0", "@cdktf/provider-aws": ">=20", constructs: "^10.4.2" },
  peerDependenciesMeta: { "@cdktf/provider-aws": { optional: true } },
  devDependencies: { jest: "30.0.0" },
};

const folder = mkdtempSync(path.join(tmpdir(), "convert-"));
afterAll(() => rmSync(folder, { recursive: true }));

const read = (file: string): string => readFileSync(path.join(folder, file), "utf8");

beforeAll(() => {
  writeFileIn(folder, "package.json", JSON.stringify(MANIFEST));
  const script = 'const cdktf_1 = require("cdktf"); // Run: npx cdktf deploy, in cdktf.out\n';
  writeFileIn(folder, "dist/main.js", script);
  writeFileIn(folder, "dist/main.d.ts", 'import { App } from "cdktf";\n');
  writeFileIn(
    folder,
    "README.md",
    '# Web APIs\n\nimport { HttpApi } from "cdktf-lambda-api";\nnpm install cdktf-lambda-api cdktf constructs\nnpx cdktf-lambda-api serve\n',
  );
  convertPackage(folder);
});

test("the package for CDK Terrain has its own name and peers, and the same command", () => {
  expect(JSON.parse(read("package.json"))).toEqual({
    name: "cdktn-lambda-api",
    version: "1.2.3",
    bin: { "cdktf-lambda-api": "dist/main.js" },
    engines: { node: ">=22.11.0" },
    dependencies: { "@cdktf/hcl2json": "0.21.0" },
    peerDependencies: {
      cdktn: "^0.24.0",
      "@cdktn/provider-aws": "^25.7.0",
      constructs: ">=10.6.0 <10.8.0",
    },
    peerDependenciesMeta: { "@cdktn/provider-aws": { optional: true } },
  });
});

test("its code and types import CDK Terrain, and its messages name the commands of it", () => {
  expect(read("dist/main.js")).toBe(
    'const cdktf_1 = require("cdktn"); // Run: npx cdktn deploy, in cdktf.out\n',
  );
  expect(read("dist/main.d.ts")).toBe('import { App } from "cdktn";\n');
});

test("its documents say what it is, and their examples install and import it", () => {
  expect(read("README.md")).toMatch(/^# Web APIs\n\nThis is the package for \[CDK Terrain\]/);
  expect(read("README.md").split("\n\n").at(-1)).toBe(
    'import { HttpApi } from "cdktn-lambda-api";\nnpm install cdktn-lambda-api cdktn constructs\nnpx cdktf-lambda-api serve\n',
  );
});
