import { renameImports } from "../../.ci/cdk-terrain/rename-imports";

test("imports of CDKTF and its providers become those of CDK Terrain, in place", () => {
  const text = `import { App } from "cdktf";
export * from '@cdktf/provider-aws/lib/lambda-function';
type Synthesizer = import("cdktf/lib/synthesize").ISynthesizer;
const lazily = () => import("@cdktf/provider-archive");`;

  expect(renameImports(text)).toBe(`import { App } from "cdktn";
export * from '@cdktn/provider-aws/lib/lambda-function';
type Synthesizer = import("cdktn/lib/synthesize").ISynthesizer;
const lazily = () => import("@cdktn/provider-archive");`);
});

test("compiled JavaScript is renamed as TypeScript is", () => {
  expect(renameImports('const cdktf_1 = require("cdktf");\ncdktf_1.App;')).toBe(
    'const cdktf_1 = require("cdktn");\ncdktf_1.App;',
  );
});

test("other packages, and text that isn't an import, stay as they are", () => {
  const text = `import cli from "cdktf-cli";
import local from "./cdktf";
const folder = "cdktf.out"; // import "cdktf"
console.log('npx cdktf deploy', "cdktf");`;

  expect(renameImports(text)).toBe(text);
});
