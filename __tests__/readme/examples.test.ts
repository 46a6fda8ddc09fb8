import { createRequire } from "node:module";
import path from "node:path";
import type { TerraformStack } from "cdktf";
import { Testing } from "cdktf";
import ts from "typescript";
import { EnvironmentStack } from "../../constructs";
import { ROOT } from "../support/root";
import { blocks } from "./blocks";
import { blocksOf, fileOf } from "./pages";
import { typeErrors } from "./type-errors";

const inProject = createRequire(path.join(ROOT, "README.ts"));
const examples = blocks("ts");
const testExamples = blocks("ts test");

const IMPORTS = /^import [^;]*;.*\n/gm;

/** An example is code of a stack's constructor, except for its imports. */
function inStack(example: string): string {
  const imports = example.match(IMPORTS) ?? [];
  const rest = example.replace(IMPORTS, "");
  return `${imports.join("")}export function build(this: TerraformStack) {\n${rest}}\n`;
}

function load(source: string): { build?: (this: TerraformStack) => void } {
  const compilerOptions = { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 };
  const { outputText } = ts.transpileModule(source, { compilerOptions });
  const exports = {};
  new Function("require", "exports", outputText)(inProject, exports);
  return exports;
}

test("the examples of all documents compile with the project's own settings", () => {
  const inStacks = examples.map(
    (example) => `import { TerraformStack } from "cdktf";\n${inStack(example)}`,
  );
  const atRoot = [...inStacks, ...testExamples].map((source, index) => [
    `README-${index}.ts`,
    source,
  ]);
  const named = blocksOf("README.md").flatMap((block) => {
    const file = fileOf(block);
    return file?.endsWith(".ts") ? [[file, block.text]] : [];
  });

  expect(typeErrors(Object.fromEntries([...atRoot, ...named]))).toEqual([]);
});

test.each(examples)("the documents' example %# synthesises to valid JSON", (example) => {
  const stack = new EnvironmentStack(Testing.app(), "dev", { app: "shop", region: "us-east-1" });

  load(inStack(example)).build?.call(stack);

  expect(JSON.parse(Testing.synth(stack, true))).toHaveProperty("terraform");
});

describe("the documents' test of a stack", () => {
  for (const example of testExamples) {
    load(example);
  }
});
