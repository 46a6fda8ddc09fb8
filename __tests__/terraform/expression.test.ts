import { writeFileSync } from "node:fs";
import path from "node:path";
import { expressions, surroundings } from "../support/terraform-expressions";
import { Cloud, describeWithTerraform } from "./support/cloud";
import { terraformIn } from "./support/terraform";

describeWithTerraform("the table of expressions", (cloud) => {
  test("has the values that Terraform gives them", async () => {
    const values = await terraformValues(cloud());

    expect(values).toEqual(expressions);
  });
});

/** Each expression, and what an output of it is after an apply. */
async function terraformValues({ newFolder, env }: Cloud): Promise<[string, unknown][]> {
  const folder = newFolder("expressions");
  const output = Object.fromEntries(expressions.map(([value], at) => [`at_${at}`, { value }]));
  const { locals, files } = surroundings;
  writeFileSync(path.join(folder, "cdk.tf.json"), JSON.stringify({ locals, output }));
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text);
  const terraform = terraformIn(folder, env);
  await terraform.apply();
  const { stdout } = await terraform.ok("output", "-json");
  const outputs = JSON.parse(stdout) as Record<string, { readonly value: unknown }>;
  // Terraform leaves out what is null.
  return expressions.map(([text], at) => [text, outputs[`at_${at}`]?.value ?? null]);
}
