import { cpSync, writeFileSync } from "node:fs";
import path from "node:path";
import { CONFIGURATION, localValues } from "../support/terraform-configuration";
import { expressions, surroundings } from "../support/terraform-expressions";
import { synthesiseExpressions } from "../support/terraform-expressions/cdktf";
import type { Cloud, Env } from "./support/cloud";
import { describeWithTerraform } from "./support/cloud";
import { terraformIn } from "./support/terraform";

describeWithTerraform("the expected values of expressions", (cloud) => {
  test("are the values that Terraform computes", async () => {
    const texts = expressions.map(([text]) => text);

    const values = await terraformValues(cloud(), texts, surroundings.locals);

    expect(texts.map((text, at) => [text, values[at]])).toEqual(expressions);
  });

  test("are the values that Terraform computes for expressions that CDKTF writes", async () => {
    const { locals, variable, expected } = synthesiseExpressions();
    const names = Object.keys(expected);
    const texts = names.map((name) => `\${local.${name}}`);

    const values = await terraformValues(cloud(), texts, locals, variable);

    expect(Object.fromEntries(names.map((name, at) => [name, values[at]]))).toEqual(expected);
  });

  test("are the values that Terraform computes for a folder of HCL and override files", async () => {
    const { newFolder, env } = cloud();
    const folder = newFolder("configuration");
    cpSync(CONFIGURATION, folder, { recursive: true });
    const names = Object.keys(localValues);
    const texts = names.map((name) => `\${local.${name}}`);

    const values = await appliedValues(folder, env, texts);

    expect(Object.fromEntries(names.map((name, at) => [name, values[at]]))).toEqual(localValues);
  });
});

/** What outputs of these texts are after an apply of these values. */
async function terraformValues(
  { newFolder, env }: Cloud,
  texts: readonly string[],
  locals: object,
  variable?: object,
): Promise<unknown[]> {
  const folder = newFolder("expressions");
  writeFileSync(path.join(folder, "cdk.tf.json"), JSON.stringify({ locals, variable }));
  for (const [name, content] of Object.entries(surroundings.files)) {
    writeFileSync(path.join(folder, name), content);
  }
  return appliedValues(folder, env, texts);
}

/** What outputs of these texts are after an apply of a folder. */
async function appliedValues(folder: string, env: Env, texts: readonly string[]) {
  const output = Object.fromEntries(texts.map((value, at) => [`at_${at}`, { value }]));
  writeFileSync(path.join(folder, "outputs.tf.json"), JSON.stringify({ output }));
  const terraform = terraformIn(folder, env);
  await terraform.apply();
  const { stdout } = await terraform.ok("output", "-json");
  const outputs = JSON.parse(stdout) as Record<string, { readonly value: unknown }>;
  // Terraform omits null values.
  return texts.map((_, at) => outputs[`at_${at}`]?.value ?? null);
}
