import type { TerraformStack } from "cdktf";
import { TerraformOutput } from "cdktf";

/**
 * The environments to synthesise: just the selected workspace's, or every one when none is selected
 * (then a plan fails on the guard, before it changes anything).
 * @throws Error listing the known environments when the workspace is none of them
 */
export function selectEnvironments<Name extends string>(
  known: readonly Name[],
  workspace: string | undefined,
): readonly Name[] {
  if (!workspace) {
    return known;
  }
  const selected = known.filter((name) => name === workspace);
  if (selected.length === 0) {
    throw new Error(
      `TF_WORKSPACE is ${JSON.stringify(workspace)}, which is no environment of this app; ` +
        `allowed: ${known.join(", ")}. Run for example: TF_WORKSPACE=${known[0]} npx cdktf diff`,
    );
  }
  return selected;
}

/**
 * Makes every plan fail, before anything changes, when the selected Terraform workspace is not the
 * environment that the stack was synthesised for. The output also says in which environment it is.
 * @see https://developer.hashicorp.com/terraform/language/expressions/custom-conditions
 */
export function guardWorkspace(stack: TerraformStack, environment: string): void {
  const output = new TerraformOutput(stack, "environment", {
    value: environment,
    description: "The environment, which is also the Terraform workspace",
  });
  // CDKTF 0.21 takes a `precondition` prop and leaves it out of what it synthesises.
  output.addOverride("precondition", {
    condition: `\${terraform.workspace == "${environment}"}`,
    error_message:
      `This is the environment "${environment}", but the selected Terraform workspace is ` +
      `"\${terraform.workspace}". Nothing was changed. ` +
      `Run: TF_WORKSPACE=${environment} npx cdktf deploy`,
  });
}
