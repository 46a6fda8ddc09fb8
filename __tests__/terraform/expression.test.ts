import { cpSync, writeFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { valueOf } from "../local/terraform/support";
import { CONFIGURATION, localValues } from "../support/terraform-configuration";
import { expressions, surroundings } from "../support/terraform-expressions";
import { randomCalls } from "../support/terraform-expressions/random-calls";
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

  test("are the runner's for random documents, times and networks", async () => {
    const texts = fc.sample(randomCalls, 150);

    const values = await terraformValues(cloud(), texts, {});

    expect(texts.map((text) => [text, valueOf(text)])).toEqual(
      texts.map((text, at) => [text, values[at]]),
    );
  });

  test("exist for every function of Terraform but one", async () => {
    const { newFolder, env } = cloud();
    const { stdout } = await terraformIn(newFolder("functions"), env).ok(
      "metadata",
      "functions",
      "-json",
    );
    const { function_signatures: all } = JSON.parse(stdout) as { function_signatures: object };

    const names = Object.keys(all).map((name) => name.replace("core::", ""));

    expect([...new Set(names)].filter(isUnknown)).toEqual(["issensitive"]);
  });
});

/** Without arguments, most functions fail, but only an unknown one isn't supported. */
function isUnknown(name: string): boolean {
  try {
    valueOf(`\${${name}()}`);
    return false;
  } catch (error) {
    return (error as Error).message.includes("not supported by the local runner");
  }
}

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
