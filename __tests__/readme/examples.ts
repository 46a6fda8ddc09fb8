import { blocks } from "./blocks";

const IMPORTS = /^import [^;]*;.*\n/gm;

/** The examples of all documents. */
export const examples = blocks("ts");

/** The documents' examples of tests. */
export const testExamples = blocks("ts test");

/** An example is code of a stack's constructor, except for its imports. */
export function inStack(example: string): string {
  const imports = example.match(IMPORTS) ?? [];
  const rest = example.replace(IMPORTS, "");
  const stack = 'import type { TerraformStack } from "cdktf";\n';
  return `${stack}${imports.join("")}export function build(this: TerraformStack) {\n${rest}}\n`;
}
