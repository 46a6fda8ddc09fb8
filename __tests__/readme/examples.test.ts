import { createRequire } from "node:module";
import path from "node:path";
import type { TerraformStack } from "cdktf";
import { Testing } from "cdktf";
import { transform } from "sucrase";
import { EnvironmentStack } from "../../constructs";
import { ROOT } from "../support/root";
import { examples, inStack, testExamples } from "./examples";

const inProject = createRequire(path.join(ROOT, "README.ts"));

/** The package's tests check the types. */
function load(source: string): { build?: (this: TerraformStack) => void } {
  const { code } = transform(source, { transforms: ["typescript", "imports"] });
  const exports = {};
  new Function("require", "exports", code)(inProject, exports);
  return exports;
}

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
