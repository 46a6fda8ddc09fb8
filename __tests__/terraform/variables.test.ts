import { writeFileSync } from "node:fs";
import path from "node:path";
import type { VariableCase } from "../support/terraform-variables";
import { refusedVariables, variableCases } from "../support/terraform-variables";
import type { Cloud } from "./support/cloud";
import { describeWithTerraform } from "./support/cloud";
import { terraformIn } from "./support/terraform";

const NO_VALUES = { files: {}, environment: {}, expected: {} };

/** Terraform in a folder with the case's configuration and files. */
function terraformFor({ newFolder, env }: Cloud, { variable, files, environment }: VariableCase) {
  const folder = newFolder("variables");
  const names = Object.keys(variable);
  const output = Object.fromEntries(names.map((name) => [name, { value: `\${var.${name}}` }]));
  writeFileSync(path.join(folder, "cdk.tf.json"), JSON.stringify({ variable, output }));
  for (const [name, content] of Object.entries(files)) {
    writeFileSync(path.join(folder, name), content);
  }
  return terraformIn(folder, { ...env, ...environment });
}

function argumentsOf({ args = [] }: VariableCase): string[] {
  return args.map((given) =>
    "file" in given ? `-var-file=${given.file}` : `-var=${given.name}=${given.text}`,
  );
}

describeWithTerraform("the expected values of variables", (cloud) => {
  test.each(Object.entries(variableCases))(
    "are the values that Terraform computes: %s",
    async (_, one) => {
      const terraform = terraformFor(cloud(), one);

      await terraform.ok("apply", "-auto-approve", "-input=false", ...argumentsOf(one));

      const { stdout } = await terraform.ok("output", "-json");
      const outputs = JSON.parse(stdout) as Record<string, { readonly value: unknown }>;
      // Terraform omits null values.
      const names = Object.keys(one.variable);
      const values = names.map((name) => [name, outputs[name]?.value ?? null]);
      expect(Object.fromEntries(values)).toEqual(one.expected);
    },
  );

  test.each(refusedVariables)("are refused by Terraform: %j %j", async (v, tfvars, _, reason) => {
    const files = { "terraform.tfvars": tfvars };
    const one = { ...NO_VALUES, variable: { v }, files };

    const { status, output } = await terraformFor(cloud(), one).run("plan", "-input=false");

    expect(output.replace(/\s+/g, " ")).toContain(reason);
    expect(status).toBe(1);
  });

  test("an argument for a variable that isn't declared is refused by Terraform", async () => {
    const terraform = terraformFor(cloud(), { ...NO_VALUES, variable: { v: { default: 1 } } });

    const { output } = await terraform.run("plan", "-input=false", "-var=w=1");

    expect(output).toContain("Value for undeclared variable");
  });
});
